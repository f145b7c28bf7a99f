/* timeline.csv: every brand day by day (or week, or month). */
#include <math.h>

#include "reports/numbers.h"
#include "reports/series.h"

static const struct report_column columns[] = {
	{"brand", TEXT, "The brand."},
	{"date", DATE, "The day, or the first day of the week or month, in the reports' time zone."},
	{"posts", WHOLE, "Customers' posts that name the brand."},
	{"authors", WHOLE, "How many wrote them."},
	{"positive", WHOLE, "Positive ones."},
	{"negative", WHOLE, "Negative ones."},
	{"net_sentiment", NUMBER, "(positive - negative)/(positive + negative); empty below --min."},
	{"trust_net", NUMBER, "(trust - distrust)/(trust + distrust); empty below --min."},
	{"expected", NUMBER, "Median of the same weekday over the 8 weeks before; empty when fewer than --min of them are there."},
	{"surprise", NUMBER, "(√posts - √expected)/(1.4826 × MAD of √posts over those weeks, at least 0.5)."},
	{"burst", WHOLE, "1 when the period belongs to a burst (Kleinberg's automaton), else 0."},
	{0},
};

static void
write_row(const struct posts *posts, const struct report_options *options, uint32_t brand, const struct period *period, struct writer *writer)
{
	writer_field(writer, map_text(&posts->brands, brand));
	report_day(writer, period->day);
	writer_int(writer, period->posts);
	writer_int(writer, period->authors);
	writer_int(writer, period->positive);
	writer_int(writer, period->negative);
	report_number_of(writer, net(period->positive, period->negative), period->positive + period->negative, options->min);
	report_number_of(writer, net(period->trust, period->distrust), period->trust + period->distrust, options->min);
	report_number_of(writer, period->expected, !isnan(period->expected), 1);
	report_number_of(writer, period->surprise, !isnan(period->surprise), 1);
	writer_int(writer, period->burst);
	writer_end(writer);
}

static void
write(const struct posts *posts, const struct report_options *options, struct writer *writer)
{
	size_t count;
	struct series *all = series_of_brands(posts, options, &count);

	for (size_t s = 0; s < count; s++)
		for (size_t i = 0; i < all[s].count; i++)
			write_row(posts, options, all[s].brand, &all[s].periods[i], writer);
	series_release(all, count);
}

const struct report timeline_report = {
	"timeline", "How each brand is spoken of over time, and when that was out of the ordinary.", "brand × period", "brand date", columns, write,
};
