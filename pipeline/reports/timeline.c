/* timeline.csv: every brand day by day (or week, or month). */
#include <math.h>

#include "reports/ground.h"
#include "reports/numbers.h"

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
write_row(const struct posts *posts, const struct report_options *options, uint32_t brand, const struct period *period, struct sheet *sheet)
{
	sheet_text(sheet, map_text(&posts->brands, brand));
	sheet_day(sheet, period->day);
	sheet_whole(sheet, period->posts);
	sheet_whole(sheet, period->authors);
	sheet_whole(sheet, period->positive);
	sheet_whole(sheet, period->negative);
	sheet_number_of(sheet, net(period->positive, period->negative), period->positive + period->negative, options->min);
	sheet_number_of(sheet, net(period->trust, period->distrust), period->trust + period->distrust, options->min);
	sheet_number_of(sheet, period->expected, !isnan(period->expected), 1);
	sheet_number_of(sheet, period->surprise, !isnan(period->surprise), 1);
	sheet_whole(sheet, period->burst);
	sheet_end(sheet);
}

static void
write(struct ground *ground, struct sheet *sheet)
{
	const struct posts *posts = ground->posts;
	const struct report_options *options = ground->options;
	size_t count;
	const struct series *all = ground_series(ground, &count);

	for (size_t s = 0; s < count; s++)
		for (size_t i = 0; i < all[s].count; i++)
			write_row(posts, options, all[s].brand, &all[s].periods[i], sheet);
}

const struct report timeline_report = {
	.name = "timeline",
	.purpose = "How each brand is spoken of over time, and when that was out of the ordinary.",
	.grain = "brand × period",
	.key = "brand date",
	.columns = columns,
	.write = write,
	.stands_on = SERIES,
};
