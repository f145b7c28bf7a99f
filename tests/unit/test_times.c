/* Times: every form that times.h promises, what must stay unreadable, and laws over the whole calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <time.h>

#include "archive/times.h"

static const char *
shown(const struct times *times, const char *text)
{
	static char iso[21];

	return times_read(times, str_of(text), iso) ? iso : "unreadable";
}

static const struct {
	const char *text, *utc;
} forms[] = {
	{"2009-12-11T08:30:00Z", "2009-12-11T08:30:00Z"},
	{"2009-12-11T08:30:00+01:00", "2009-12-11T07:30:00Z"},
	{"2009-12-11T08:30:00.123456-0330", "2009-12-11T12:00:00Z"},
	{"2009-12-11T08:30:00,5+01", "2009-12-11T07:30:00Z"},
	{"2009-12-11 08:30", "2009-12-11T08:30:00Z"},
	{"2009-12-11 08:30:00 +0000", "2009-12-11T08:30:00Z"},
	{"2009-12-11 08:30:00 UTC", "2009-12-11T08:30:00Z"},
	{"2009-12-11", "2009-12-11T00:00:00Z"},
	{"2009/12/11 8:30", "2009-12-11T08:30:00Z"},
	{"20091211T083000Z", "2009-12-11T08:30:00Z"},
	{"20091211", "2009-12-11T00:00:00Z"},
	{"20091211083000", "2009-12-11T08:30:00Z"},
	{"2009-12-31T23:59:60Z", "2009-12-31T23:59:59Z"},
	{"2009-12-31T23:30:00-01:00", "2010-01-01T00:30:00Z"},
	{"Fri, 11 Dec 2009 08:30:00 +0100", "2009-12-11T07:30:00Z"},
	{"11 Dec 09 08:30 EST", "2009-12-11T13:30:00Z"},
	{"Fri, 11 Dec 2009 08:30:00 +0100 (CET)", "2009-12-11T07:30:00Z"},
	{"Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10:47Z"},
	{"Tue Oct 31 22:10:47 2017", "2017-10-31T22:10:47Z"},
	{"Fri Dec 11 2009 08:30:00 GMT+0100 (Central European Standard Time)", "2009-12-11T07:30:00Z"},
	{"1260520200", "2009-12-11T08:30:00Z"},
	{"1260520200000", "2009-12-11T08:30:00Z"},
	{"1260520200000000", "2009-12-11T08:30:00Z"},
	{"1260520200000000000", "2009-12-11T08:30:00Z"},
	{"1260520200.75", "2009-12-11T08:30:00Z"},
	{"31-12-2009 23:59", "2009-12-31T23:59:00Z"},
	{"31.12.2009 kl. 23.59", "2009-12-31T23:59:00Z"},
	{"1.2.2010 kl 7.05", "2010-02-01T07:05:00Z"},
	{"01.02.10", "2010-02-01T00:00:00Z"},
	{"31/12/2009 23:59:59", "2009-12-31T23:59:59Z"},
	{"31. desember 2009 kl. 23.59", "2009-12-31T23:59:00Z"},
	{"torsdag den 31. december 2009 kl. 23:59", "2009-12-31T23:59:00Z"},
	{"tors. 31. des. 2009, 23.59", "2009-12-31T23:59:00Z"},
	{"LØRDAG 2. JANUAR 2010", "2010-01-02T00:00:00Z"},
	{"laurdag 2. mai 2010 klokka 9", "2010-05-02T09:00:00Z"},
	{"2. maj 2010", "2010-05-02T00:00:00Z"},
	{"January 1st, 2010 at 9:05 AM", "2010-01-01T09:05:00Z"},
	{"12/31/2009 12:00 AM", "2009-12-31T00:00:00Z"},
	{"12/31/2009 12:30 PM", "2009-12-31T12:30:00Z"},
	{"Dec 31, 2009, 11:59:01\xe2\x80\xafPM", "2009-12-31T23:59:01Z"},
	{"2020-01-01 12:00:00 CET", "2020-01-01T11:00:00Z"},
	{"40178,9993", "2009-12-31T23:59:00Z"},
	{"40178", "2009-12-31T00:00:00Z"},
	{"  2009-12-11 \r\n", "2009-12-11T00:00:00Z"},
};

static const char *const unreadable[] = {
	"",
	" ",
	"null",
	"NaN",
	"yesterday",
	"12/31/2009 23:59",
	"2009-02-29",
	"2009-13-01",
	"31-04-2009",
	"2009-12-11T24:00:00Z",
	"2009-12-11T08:60",
	"0000-00-00 00:00:00",
	"2009",
	"12.2009",
	"søndag",
	"17",
	"123456",
	"99999999999999999999999999",
	"2009-12-11T08:30:00+99:00",
	"2009-12-11 13:00 PM",
	"2009-12-11 2009-12-12",
	"Dec Jan 2009",
	"2009-12-11T08:30:00Z and more",
	"1e9",
	"--1260520200",
	"-",
	"+01:00",
	"11 Dec 2009 (",
	"2009-12-",
};

static void
forms_are_read(void **state)
{
	struct times utc = {0};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(shown(&utc, forms[i].text), forms[i].utc) != 0)
			fail_msg("%s: %s, expected %s", forms[i].text, shown(&utc, forms[i].text), forms[i].utc);
	for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++)
		if (strcmp(shown(&utc, unreadable[i]), "unreadable") != 0)
			fail_msg("%s: %s, expected nothing", unreadable[i], shown(&utc, unreadable[i]));
}

/* Winter and summer, the hour that spring skips and the one that autumn repeats; what has a zone keeps it. */
static void
zones_hold_where_none_is_written(void **state)
{
	struct times oslo = {.zone = zone_open("Europe/Oslo")};

	(void)state;
	assert_string_equal(shown(&oslo, "2009-12-01 12:00"), "2009-12-01T11:00:00Z");
	assert_string_equal(shown(&oslo, "2009-07-01 12:00"), "2009-07-01T10:00:00Z");
	assert_string_equal(shown(&oslo, "2009-03-29 02:30"), "2009-03-29T01:30:00Z");
	assert_string_equal(shown(&oslo, "2009-10-25 02:30"), "2009-10-25T00:30:00Z");
	assert_string_equal(shown(&oslo, "2009-07-01T12:00:00Z"), "2009-07-01T12:00:00Z");
	assert_string_equal(shown(&oslo, "Wed Jul 01 12:00:00 +0000 2009"), "2009-07-01T12:00:00Z");
	assert_string_equal(shown(&oslo, "1260520200"), "2009-12-11T08:30:00Z");
	assert_string_equal(shown(&oslo, "40178,5"), "2009-12-31T11:00:00Z");
	zone_close(oslo.zone);
}

static void
formats_are_followed(void **state)
{
	static const struct {
		const char *format, *text, *utc;
	} rows[] = {
		{"%d.%m.%Y um %H.%M", "31.12.2009 um 5.07", "2009-12-31T05:07:00Z"},
		{"%m/%d/%y %I:%M%p", "12/31/09 11:59pm", "2009-12-31T23:59:00Z"},
		{"%a %d. %B %Y", "tor 31. desember 2009", "2009-12-31T00:00:00Z"},
		{"%F %T.%f%z", "2009-12-31 23:59:01.123+02:00", "2009-12-31T21:59:01Z"},
		{"t=%s", "t=1260520200", "2009-12-11T08:30:00Z"},
		{"%Y%%%m%%%d", "2009%12%31", "2009-12-31T00:00:00Z"},
		{"%Y-%m-%d", "2009-12-31 23:59", "unreadable"},
		{"%Y-%m-%d", "31-12-2009", "unreadable"},
		{"%d %b %Y", "31 xyz 2009", "unreadable"},
		{"%H:%M", "23:59", "unreadable"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct times times = {.format = rows[i].format};
		assert_string_equal(shown(&times, rows[i].text), rows[i].utc);
	}
	assert_int_equal(timeformat_unknown("%Y %q"), 'q');
	assert_int_equal(timeformat_unknown("%Y %"), '%');
	assert_int_equal(timeformat_unknown("%Y%m%d %H:%M:%S"), 0);
}

/* Against the C library, over four centuries, at a prime step: out and in again. */
static void
calendar_is_gregorian(void **state)
{
	struct times utc = {0};

	(void)state;
	for (int64_t second = INT64_C(-6000000000); second < INT64_C(7000000000); second += 1000003) {
		char iso[21] = {0}, again[21] = {0}, expected[32];
		time_t t = (time_t)second;
		struct tm tm;

		assert_true(calendar_iso(second, iso));
		gmtime_r(&t, &tm);
		strftime(expected, sizeof expected, "%Y-%m-%dT%H:%M:%SZ", &tm);
		assert_string_equal(iso, expected);
		assert_true(times_read(&utc, str_of(iso), again));
		assert_string_equal(again, iso);
	}
	assert_false(calendar_iso(INT64_MAX, (char[20]){0}));
	assert_false(calendar_iso(INT64_MIN, (char[20]){0}));
}

/* A time as we write it takes a short way, one with a space for its T the long one: they agree, on those too that never were. */
static void
canonical_times_are_read_as_all_others(void **state)
{
	struct times times = {0};
	unsigned seed = 3, good = 0;

	(void)state;
	for (int trial = 0; trial < 100000; trial++) {
		char text[32], ours[20] = {0}, long_way[20] = {0};
		int parts[6];
		static const int most[6] = {9999, 13, 32, 25, 61, 62};
		bool read;

		for (int i = 0; i < 6; i++)
			parts[i] = (int)((seed = seed * 1103515245u + 12345u) >> 8) % most[i];
		snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
		read = times_read(&times, str_of(text), ours);
		text[10] = ' ';
		assert_int_equal(read, times_read(&times, str_of(text), long_way));
		assert_memory_equal(ours, long_way, sizeof ours);
		good += read;
	}
	assert_in_range(good, 50000, 99000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_read),        cmocka_unit_test(zones_hold_where_none_is_written),
		cmocka_unit_test(formats_are_followed),  cmocka_unit_test(canonical_times_are_read_as_all_others),
		cmocka_unit_test(calendar_is_gregorian),
	};
	return cmocka_run_group_tests_name("times", tests, NULL, NULL);
}
