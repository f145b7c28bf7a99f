/* What stands beside the reports: datapackage.json (Frictionless Data: names, types, keys, a sentence for each column), manifest.json (out of what they
 * were made), and SQL that makes their tables. No clock in any of them.
 */
#ifndef OMTALE_PACKAGE_H
#define OMTALE_PACKAGE_H

#include "reports/report.h"

/* Gathered while the program runs. Init with {0}. */
struct manifest {
	struct manifest_line {
		char *name, *value;
	} * options, *inputs;
	size_t options_count, inputs_count;
	struct manifest_report {
		const struct report *report;
		char *file;
		uint64_t rows;
	} * reports;
	size_t reports_count;
};

/* An option that reports depend on. */
void
manifest_option(struct manifest *manifest, const char *name, const char *value);

/* A file that was read; its checksum is taken at once ("-" has none). */
void
manifest_input(struct manifest *manifest, const char *path);

/* A file that was written: the part `part` (from 1) of a report, which has `rows` rows in all. */
void
manifest_report(struct manifest *manifest, const struct report *report, int part, uint64_t rows);

/* FOLDER/manifest.json. `provenance`: a CSV of kind,name,value from whoever ran the stages before (input, program, dictionary, lexicon, option …); then these
 * stand for the inputs. NULL: the files that this program read. */
void
manifest_write(const struct manifest *manifest, const char *folder, const struct posts *posts, const char *provenance);

void
manifest_release(struct manifest *manifest);

/* FOLDER/datapackage.json. */
void
package_write(const struct manifest *manifest, const char *folder, bool excel);

/* Tables, loading from FOLDER (NULL: the current one) and views, for "postgresql", "sqlite" or "duckdb", to standard output. */
void
sql_print(const char *system, const char *folder);

#endif
