#include "reports/report.h"

#include "reports/instants.h"

extern const struct report mentions_report, brands_report, authors_report, timeline_report, quality_report;

const struct report *const reports[] = {
	&brands_report,
	&authors_report,
	&timeline_report,
	&quality_report,
	&mentions_report,
	NULL,
};

const struct report *
report_find(const char *name)
{
	for (size_t i = 0; reports[i]; i++)
		if (strcmp(reports[i]->name, name) == 0)
			return reports[i];
	return NULL;
}

void
report_write(const struct report *report, const struct posts *posts, const struct report_options *options, struct writer *writer)
{
	for (const struct report_column *column = report->columns; column->name; column++)
		writer_field(writer, str_of(column->name));
	writer_end(writer);
	report->write(posts, options, writer);
}

void
report_instant(struct writer *writer, int64_t utc)
{
	struct buffer cell = {0};

	if (utc != NO_TIME)
		instant_write(&cell, utc);
	writer_field(writer, buffer_str(&cell));
	buffer_release(&cell);
}

void
report_day(struct writer *writer, int64_t day)
{
	struct buffer cell = {0};

	day_write(&cell, day);
	writer_field(writer, buffer_str(&cell));
	buffer_release(&cell);
}

void
report_empty(struct writer *writer)
{
	writer_field(writer, STR(""));
}

void
report_number_of(struct writer *writer, double value, int64_t cases, int64_t min)
{
	if (cases < min || cases == 0)
		report_empty(writer);
	else
		writer_number(writer, value);
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
