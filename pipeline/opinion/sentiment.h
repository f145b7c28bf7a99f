/* What is said: the scored words of a post with the rules that change them, and the sums. */
#ifndef OMTALE_SENTIMENT_H
#define OMTALE_SENTIMENT_H

#include "opinion/brands.h"
#include "opinion/lexicon.h"
#include "opinion/post.h"

/* A modifier or scored word that was chosen among the matches of its place. */
struct mark {
	uint32_t start, end;             /* places */
	const struct entry *sentiment;   /* NULL when it is only a modifier */
	const struct entry *modifier;    /* NULL when it is only scored */
	bool turned;                     /* a modifier that was used up */
};

/* A scored word and what it came to. */
struct hit {
	uint32_t start, end;
	struct str text;                 /* the lexicon's, or the emoji */
	struct str by;                   /* what changed its sign or strength most: "ikke"; empty when nothing did */
	double plain, score;             /* before and behind the rules */
	uint32_t brand;                  /* index in the mentions, or MAP_NONE */
};

struct sentiment {
	struct mark *marks;
	uint32_t marks_count, marks_capacity;
	struct hit *hits;
	uint32_t hits_count, hits_capacity;
	struct match *matches;           /* all of the post, by start */
	uint32_t matches_count, matches_capacity;
	struct match *here;
	uint32_t here_capacity;
	double positive, negative;       /* sums, both ≥ 0 */
	double score;                    /* -1 … 1 */
	const char *polarity;
	double *brand_scores;            /* by brand's order in the mentions: see brand_scores_for */
};

/* `lexicon` is NULL for a language that we have none of: then only emoji count. */
void
sentiment_read(struct sentiment *sentiment, const struct lexicon *lexicon, const struct post *post, const struct mentions *mentions);

/* The score of what is said of brand `brand`. */
double
sentiment_of(const struct sentiment *sentiment, const struct mentions *mentions, uint32_t brand);

void
sentiment_release(struct sentiment *sentiment);

#endif
