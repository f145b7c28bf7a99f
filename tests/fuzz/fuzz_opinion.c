/* Any bytes as the tokens of a post and, behind the first line break, its lemmas: read, tagged and explained with a small lexicon. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "opinion/evidence.h"
#include "opinion/explain.h"
#include "opinion/targets.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct map vocabulary, emoji;
static double scores[] = {-1.8, 2};
static struct lexicon lexicon;
static struct brands brands;
static struct words *words;

static void
brand_file(struct lexicon *unused, const char *path)
{
	(void)unused;
	brands_load(&brands, path);
}

static void
load(void (*read)(struct lexicon *, const char *), const char *text)
{
	char path[] = "/tmp/omtale-fuzz-XXXXXX";
	FILE *file = fdopen(mkstemp(path), "w");

	fputs(text, file);
	fclose(file);
	read(&lexicon, path);
	unlink(path);
}

static void
set_up(void)
{
	lexicon_init(&lexicon, &vocabulary);
	lexicon.verb_first = true;
	load(lexicon_sentiment, "lemma,score\ngod,2\ndårlig,-2\nlike,2\nfalle i smak,2\nfaen,-2\n");
	load(lexicon_modifiers,
	     "lemma,kind,value\nikke,negate,-0.7\nveldig,boost,1.3\nlitt,dampen,0.5\nmen,but,1\nselv om,though,1\nhvis,condition,0.2\nenn,than,1\n"
	     "håper,wish,0.2\nsier,quote,0.1\ntakk for ingenting,irony,-1\nfaen,boost,1.4\nunntatt,unless,1\n");
	load(lexicon_topics,
	     "topic,pattern\ntrust,stole på\nleave,bytte … til\nwish,håper at\nneed,trenger <> nå\nwaiting,i kø\ncomplaint,hva i\nwish,<> hadde vært\n");
	load(lexicon_classes, "form,lemma,class\nog,og,cconj\nfordi,fordi,sconj\njeg,jeg,pron\ner,være,aux\n");
	load(brand_file, "brand,kind,pattern\na,name,A\na,account,aa\nb,name,Be Be\nb,domain,b.no\nb,hashtag,bb\nc,name,Kiwi\nc,not,en Kiwi\n");
	map_add(&emoji, STR("🙄"));
	map_add(&emoji, STR(":)"));
	words = words_new(&lexicon, 1, &brands.patterns, &emoji, scores);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct post post;
	static struct mentions mentions;
	static struct marks marks;
	static struct clauses clauses;
	static struct sentiment sentiment;
	static struct targets targets;
	static struct topics topics;
	static struct buffer text;
	struct str lemmas = {(const char *)bytes, length}, tokens = str_cut(&lemmas, '\n');

	if (!words)
		set_up();
	post_read(&post, words, &lexicon, tokens, lemmas);
	brands_find(&brands, &post, &mentions);
	marks_read(&marks, &lexicon, &post);
	clauses_read(&clauses, &post, &marks);
	struct reading reading = {&lexicon, &post, &marks, &clauses, &mentions, &sentiment};
	sentiment_read(&reading);
	targets_read(&targets, &brands, &mentions, &reading);
	topics_read(&topics, &reading);
	buffer_reset(&text);
	evidence_text(&text, &brands, &mentions, &sentiment, &topics);
	explain(&text,
	        &(struct explained){STR("1"), STR("nb"), tokens, lemmas, &brands, brands_author(&brands, tokens), &mentions, &reading, &targets, &topics});
	if (!(sentiment.score >= -1 && sentiment.score <= 1))
		abort();
	return 0;
}
