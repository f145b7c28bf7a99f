#include "reports/numbers.h"

#include <math.h>
#include <stdlib.h>

#include "lib/sort.h"

void
wilson(int64_t hits, int64_t cases, double *low, double *high)
{
	const double z = 1.96;
	double n = (double)cases, p = (double)hits / n;
	double centre = p + z * z / (2 * n), spread = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)), scale = 1 + z * z / n;

	*low = fmax(0.0, (centre - spread) / scale);
	*high = fmin(1.0, (centre + spread) / scale);
}

double
net(int64_t in_favour, int64_t against)
{
	return in_favour + against ? (double)(in_favour - against) / (double)(in_favour + against) : 0.0;
}

static int
by_size(const void *one, const void *other)
{
	const double *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

double
median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, by_size);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double
gini(int64_t *xs, size_t count)
{
	double weighted = 0, sum = 0;

	sort_numbers((uint64_t *)xs, count);
	for (size_t i = 0; i < count; i++) {
		weighted += (2.0 * (double)(i + 1) - (double)count - 1.0) * (double)xs[i];
		sum += (double)xs[i];
	}
	return sum > 0 ? weighted / ((double)count * sum) : 0.0;
}

static double
x_log_x(double x)
{
	return x > 0 ? x * log(x) : 0.0;
}

double
log_likelihood(double a, double b, double c, double d)
{
	double n = a + b + c + d;
	double g2 = 2 * (x_log_x(a) + x_log_x(b) + x_log_x(c) + x_log_x(d) - x_log_x(a + b) - x_log_x(c + d) - x_log_x(a + c) - x_log_x(b + d) + x_log_x(n));

	return a * (b + d) < b * (a + c) ? -g2 : g2;
}
