#include "reports/report.h"

#include "reports/ground.h"
#include "reports/instants.h"

extern const struct report mentions_report, brands_report, authors_report, timeline_report, quality_report, bursts_report, cascades_report, relations_report,
	channels_report, portfolio_report, wishes_report, themes_report, nodes_report, edges_report, network_report;

const struct report *const reports[] = {
	&brands_report, &authors_report, &timeline_report, &bursts_report, &cascades_report, &relations_report, &channels_report, &portfolio_report,
	&wishes_report, &themes_report,  &nodes_report,    &edges_report,  &network_report,  &quality_report,   &mentions_report, NULL,
};

const struct report *
report_find(const char *name)
{
	for (size_t i = 0; reports[i]; i++)
		if (strcmp(reports[i]->name, name) == 0)
			return reports[i];
	return NULL;
}

const char *
report_file(const struct report *report, struct buffer *name)
{
	buffer_reset(name);
	buffer_format(name, report->file ? "%s" : "%s.csv", report->file ? report->file : report->name);
	return buffer_cstring(name);
}

bool
report_in_key(const struct report *report, const char *column)
{
	struct str rest = str_of(report->key);

	while (rest.at)
		if (str_equal(str_cut(&rest, ' '), str_of(column)))
			return true;
	return false;
}

unsigned
reports_stand_on(size_t from)
{
	unsigned all = 0;

	for (size_t i = from; reports[i]; i++)
		all |= reports[i]->stands_on;
	return all;
}

int
report_write(const struct report *report, struct ground *ground, const char *path, uint64_t *rows)
{
	const struct report_options *options = ground->options;
	struct sheet *sheet;
	struct sink *sink;

	if (!report->columns) {
		sink = sink_open(path);
		report->write_bytes(ground, sink);
		sink_close(sink);
		*rows = 0;
		return 1;
	}
	sheet = sheet_open(path, report->columns, options->excel, report_in_key(report, "brand") ? options->brands : NULL);
	report->write(ground, sheet);
	return sheet_close(sheet, rows);
}

int64_t
report_period(const struct report_options *options, int64_t utc)
{
	int64_t day = day_of_instant(utc + (options->zone ? zone_offset(options->zone, utc) : 0)), year;
	int month, day_of_month;

	if (options->by == 'w')
		return day - day_weekday(day);
	if (options->by == 'm') {
		day_split(day, &year, &month, &day_of_month);
		return day - day_of_month + 1;
	}
	return day;
}
