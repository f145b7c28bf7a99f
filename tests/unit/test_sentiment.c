/* Each rule by its name in four languages, on small lexicons of its own, so that a change of the bundled ones changes nothing here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "opinion/targets.h"
#include "opinion/topics.h"

enum { DA, NB, NN, EN, LANGUAGES };

static const char *const sentiment_rows[LANGUAGES] = {
	"god,2\ndårlig,-2\nelske,3\nkunne lide,2\nfandeme,-1\nforsinket,-2\nsjov,2\n",
	"god,2\ndårlig,-2\nelske,3\nlike,2\njævlig,-2\nforsinket,-2\nmorsom,2\n",
	"god,2\ndårleg,-2\nelske,3\nlike,2\njævleg,-2\nforseinka,-2\nmorosam,2\n",
	"good,2\nbad,-2\nlove,3\nlike,2\nfucking,-2\nlate,-2\nfun,2\n",
};
static const char *const modifier_rows[LANGUAGES] = {
	"uden,without,-0.7\nikke,negate,-0.7\naldrig,negate,-0.7\ningen,negate,-0.7\nikke bare,boost,1.1\nmeget,boost,1.5\nlidt,dampen,0.5\nfandeme,boost,1.4\nmen,but,1\nselv om,though,1\nmedmindre,unless,1\n"
	"hvis,condition,0.2\nkunne have været,condition,0.2\nville ønske,wish,0.2\npåstå,quote,0.1\nend,than,1\ntak for ingenting,irony,-1\n",
	"uten,without,-0.7\nikke,negate,-0.7\naldri,negate,-0.7\ningen,negate,-0.7\nikke bare,boost,1.1\nveldig,boost,1.5\nlitt,dampen,0.5\njævlig,boost,1.4\nmen,but,1\nselv om,though,1\nmed mindre,unless,1\n"
	"hvis,condition,0.2\nkunne vært,condition,0.2\nskulle ønske,wish,0.2\npåstå,quote,0.1\nenn,than,1\ntakk for ingenting,irony,-1\n",
	"utan,without,-0.7\nikkje,negate,-0.7\naldri,negate,-0.7\ningen,negate,-0.7\nikkje berre,boost,1.1\nveldig,boost,1.5\nlitt,dampen,0.5\njævleg,boost,1.4\nmen,but,1\nsjølv om,though,1\nmed mindre,unless,1\n"
	"viss,condition,0.2\nkunne vore,condition,0.2\nskulle ynskje,wish,0.2\npåstå,quote,0.1\nenn,than,1\ntakk for ingenting,irony,-1\n",
	"without,without,-0.7\nnot,negate,-0.7\nnever,negate,-0.7\nno,negate,-0.7\nnot only,boost,1.1\nvery,boost,1.5\nslightly,dampen,0.5\nfucking,boost,1.4\nbut,but,1\neven though,though,1\nunless,unless,1\n"
	"if,condition,0.2\ncould have been,condition,0.2\nwish,wish,0.2\nclaim,quote,0.1\nthan,than,1\nthanks for nothing,irony,-1\n",
};
static const char *const topic_rows[LANGUAGES] = {
	"trust,stole på\nwish,ville ønske at\ncomplaint,hvad laver i\nwaiting,i kø\n",
	"trust,stole på\nwish,skulle ønske at\ncomplaint,hva driver dere med\nwaiting,i kø\n",
	"trust,stole på\nwish,skulle ynskje at\ncomplaint,kva driv de med\nwaiting,i kø\n",
	"trust,trust\nwish,wish that\ncomplaint,what are you doing\nwaiting,in line\n",
};
static const char *const lemma_rows[LANGUAGES] = {
	"og,og,cconj\neller,eller,cconj\nfordi,fordi,sconj\nder,der,pron\nde,de,pron\ner,være,aux\nhar,have,aux\nkan,kunne,aux\n",
	"og,og,cconj\neller,eller,cconj\nfordi,fordi,sconj\nde,de,pron\ner,være,aux\nhar,ha,aux\nkan,kunne,aux\n",
	"og,og,cconj\neller,eller,cconj\nfordi,fordi,sconj\ndei,dei,pron\ner,vere,aux\nhar,ha,aux\nkan,kunne,aux\n",
	"and,and,cconj\nor,or,cconj\nbecause,because,sconj\nthey,they,pron\nis,be,aux\nare,be,aux\nhas,have,aux\n",
};

struct fixture {
	struct map vocabulary, emoji;
	double scores[4];
	struct lexicon lexicons[LANGUAGES];
	struct brands brands;
	struct words *words;
	struct post post;
	struct mentions mentions;
	struct marks marks;
	struct clauses clauses;
	struct sentiment sentiment;
	struct targets targets;
	struct topics topics;
	struct reading reading;
};

static struct fixture f;

static void
load(void (*read)(struct lexicon *, const char *), struct lexicon *lexicon, const char *head, const char *body)
{
	char path[] = "/tmp/omtale-test-XXXXXX";
	int file = mkstemp(path);
	FILE *out = fdopen(file, "w");

	fprintf(out, "%s\n%s", head, body);
	fclose(out);
	read(lexicon, path);
	unlink(path);
}

static void
load_brands(struct lexicon *unused, const char *path)
{
	(void)unused;
	brands_load(&f.brands, path);
}

static int
set_up(void **state)
{
	(void)state;
	for (int i = 0; i < LANGUAGES; i++) {
		lexicon_init(&f.lexicons[i], &f.vocabulary);
		f.lexicons[i].verb_first = i != EN;
		load(lexicon_sentiment, &f.lexicons[i], "lemma,score", sentiment_rows[i]);
		load(lexicon_modifiers, &f.lexicons[i], "lemma,kind,value", modifier_rows[i]);
		load(lexicon_topics, &f.lexicons[i], "topic,pattern", topic_rows[i]);
		load(lexicon_classes, &f.lexicons[i], "form,lemma,class", lemma_rows[i]);
		load(lexicon_stopwords, &f.lexicons[i], "lemma", "en\net\nhave\nha\na\nthe\nhad\n");
	}
	load(load_brands, NULL, "brand,kind,pattern",
	     "telia,name,Telia\ntelia,account,teliadk\nvy,name,Vy\nvy,not,fin Vy\nnsb,name,NSB\nnsb,domain,nsb.no\nnsb,hashtag,nsbfail\nimiev,name,i-MiEV\nrema,name,Rema 1000\nfem,name,Fem\nfem,not,fem timer\n");
	map_add(&f.emoji, STR("🙄"));
	f.scores[0] = -1.8;
	f.words = words_new(f.lexicons, LANGUAGES, &f.brands.patterns, &f.emoji, f.scores);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < LANGUAGES; i++)
		lexicon_release(&f.lexicons[i]);
	brands_release(&f.brands);
	words_free(f.words);
	post_release(&f.post);
	mentions_release(&f.mentions);
	marks_release(&f.marks);
	clauses_release(&f.clauses);
	sentiment_release(&f.sentiment);
	targets_release(&f.targets);
	topics_release(&f.topics);
	map_release(&f.vocabulary);
	map_release(&f.emoji);
	return 0;
}

/* "token/lemma …"; a token alone is its own lemma, in lower case as far as ASCII goes. */
static double
read_post(int language, const char *line)
{
	struct buffer tokens = {0}, lemmas = {0};

	for (struct str rest = str_of(line); rest.at;) {
		struct str lemma = str_cut(&rest, ' '), token = lemma;
		if (memchr(lemma.at, '/', lemma.length) && lemma.length > 1)
			token = str_cut(&lemma, '/');
		if (tokens.length)
			buffer_char(&tokens, ' '), buffer_char(&lemmas, ' ');
		buffer_text(&tokens, token);
		for (size_t i = 0; i < lemma.length; i++)
			buffer_char(&lemmas, lemma.at[i] >= 'A' && lemma.at[i] <= 'Z' ? (char)(lemma.at[i] + 32) : lemma.at[i]);
	}
	/* The texts stay: the post points into them. */
	static struct buffer kept_tokens, kept_lemmas;
	buffer_release(&kept_tokens), buffer_release(&kept_lemmas);
	kept_tokens = tokens, kept_lemmas = lemmas;
	post_read(&f.post, f.words, &f.lexicons[language], buffer_str(&kept_tokens), buffer_str(&kept_lemmas));
	brands_find(&f.brands, &f.post, &f.mentions);
	marks_read(&f.marks, &f.lexicons[language], &f.post);
	clauses_read(&f.clauses, &f.post, &f.marks);
	f.reading = (struct reading){&f.lexicons[language], &f.post, &f.marks, &f.clauses, &f.mentions, &f.sentiment};
	sentiment_read(&f.reading);
	targets_read(&f.targets, &f.brands, &f.mentions, &f.reading);
	topics_read(&f.topics, &f.reading);
	return f.sentiment.positive - f.sentiment.negative;
}

static bool
fired(enum rule rule)
{
	for (uint32_t h = 0; h < f.sentiment.count; h++)
		for (unsigned t = 0; t < f.sentiment.hits[h].turns_count; t++)
			if (f.sentiment.hits[h].turns[t].rule == rule)
				return true;
	return false;
}

static double
of_brand(const char *id)
{
	for (uint32_t t = 0; t < f.targets.count; t++)
		if (str_equal(map_text(&f.brands.ids, f.targets.all[t].brand), str_of(id)))
			return f.targets.all[t].score;
	return -99;
}

struct line {
	int language;
	const char *line;
	double low, high; /* of the sum of scores */
};

static void
check(const struct line *sentences, size_t count, int rule)
{
	for (size_t i = 0; i < count; i++) {
		double sum = read_post(sentences[i].language, sentences[i].line);
		if (sum < sentences[i].low || sum > sentences[i].high)
			fail_msg("\"%s\": %.2f is not between %.2f and %.2f", sentences[i].line, sum, sentences[i].low, sentences[i].high);
		if (rule >= 0 && !fired((enum rule)rule))
			fail_msg("\"%s\": the rule \"%s\" did not fire", sentences[i].line, rule_name((enum rule)rule));
	}
}

#define RULE_TEST(name, rule, ...)                                                                                                                             \
	static void name(void **state)                                                                                                                         \
	{                                                                                                                                                      \
		const struct line sentences[] = {__VA_ARGS__};                                                                                                 \
		(void)state;                                                                                                                                   \
		check(sentences, sizeof sentences / sizeof *sentences, rule);                                                                                  \
	}

RULE_TEST(plain, -1, {DA, "det er/være godt/god", 2, 2}, {NB, "det er/være godt/god", 2, 2}, {NN, "det er/vere godt/god", 2, 2}, {EN, "it is/be good", 2, 2})

RULE_TEST(negation_before, RULE_NEGATION, {DA, "det er/være ikke en god oplevelse", -1.5, -1.3}, {NB, "ingen god opplevelse", -1.5, -1.3},
          {NN, "det er/vere ikkje god mat", -1.5, -1.3}, {EN, "it is/be not a good film", -1.5, -1.3})

RULE_TEST(negation_after, RULE_NEGATION, {DA, "jeg elsker/elske den ikke", -2.2, -2}, {NB, "jeg liker/like det ikke", -1.5, -1.3},
          {NB, "jeg likte/like filmen/film ikke", -1.5, -1.3}, {NN, "eg likar/like det ikkje", -1.5, -1.3}, {NN, "dette likar/like eg ikkje", -1.5, -1.3},
          {DA, "jeg kan/kunne ikke lide dem/de", -1.5, -1.3}, {EN, "i did not like it", -1.5, -1.3})

/* A preposition denies what it governs, never the verb before it. */
RULE_TEST(negation_by_preposition, -1, {DA, "jeg elsker/elske den uden sukker", 3, 3}, {NB, "jeg elsker/elske den uten sukker", 3, 3},
          {NN, "eg elskar/elske den utan sukker", 3, 3}, {EN, "i love it without sugar", 3, 3}, {NB, "den kom uten god grunn", -1.5, -1.3})

/* The verb is denied, not the word behind. */
RULE_TEST(negation_of_verb_only, RULE_NEGATION, {DA, "jeg elsker/elske ikke den dårlige/dårlig film", -4.2, -4},
          {NB, "jeg liker/like ikke den dårlige/dårlig filmen/film", -3.5, -3.3}, {NN, "eg likar/like ikkje den dårlege/dårleg filmen/film", -3.5, -3.3})

RULE_TEST(negation_of_both, RULE_NEGATION, {DA, "ikke god eller sjov", -2.9, -2.7}, {NB, "ikke god eller morsom", -2.9, -2.7},
          {NN, "ikkje god eller morosam", -2.9, -2.7}, {EN, "not good or fun", -2.9, -2.7})

RULE_TEST(litotes, RULE_LITOTES, {DA, "det er/være ikke dårligt/dårlig", 0.7, 0.9}, {NB, "det er/være ikke dårlig", 0.7, 0.9},
          {NN, "det er/vere ikkje dårleg", 0.7, 0.9}, {EN, "it is/be not bad", 0.7, 0.9})

RULE_TEST(not_only, RULE_BOOST, {DA, "ikke bare god", 2.1, 2.3}, {NB, "ikke bare god", 2.1, 2.3}, {NN, "ikkje berre god", 2.1, 2.3},
          {EN, "not only good", 2.1, 2.3})

RULE_TEST(booster, RULE_BOOST, {DA, "meget god", 3, 3}, {NB, "veldig god", 3, 3}, {NN, "veldig god", 3, 3}, {EN, "very good", 3, 3})

/* Denied, a booster lowers: "not very good" denies less than "not good". */
RULE_TEST(booster_denied, RULE_BOOST, {DA, "ikke meget god", -1, -0.9}, {NB, "ikke veldig god", -1, -0.9}, {NN, "ikkje veldig god", -1, -0.9},
          {EN, "not very good", -1, -0.9})

RULE_TEST(dampener, RULE_DAMPEN, {DA, "lidt dårlig", -1, -1}, {NB, "litt dårlig", -1, -1}, {NN, "litt dårleg", -1, -1}, {EN, "slightly bad", -1, -1})

RULE_TEST(swear_words_that_praise, RULE_BOOST, {DA, "fandeme god", 2.8, 2.8}, {NB, "jævlig god", 2.8, 2.8}, {NN, "jævleg god", 2.8, 2.8},
          {EN, "fucking good", 2.8, 2.8})

RULE_TEST(swear_words_alone, -1, {DA, "fandeme", -1, -1}, {NB, "jævlig", -2, -2}, {NN, "jævleg", -2, -2}, {EN, "fucking", -2, -2})

RULE_TEST(capitals, RULE_CAPITALS, {DA, "det er/være GODT/god", 2.5, 2.5}, {NB, "det er/være GODT/god", 2.5, 2.5}, {NN, "det er/vere GODT/god", 2.5, 2.5},
          {EN, "it is/be GOOD", 2.5, 2.5})

RULE_TEST(but, RULE_BUT, {DA, "god mad , men dårlig service", -1.1, -0.9}, {NB, "god mat , men dårlig service", -1.1, -0.9},
          {NN, "god mat , men dårleg service", -1.1, -0.9}, {EN, "good food but bad service", -1.1, -0.9})

RULE_TEST(though, RULE_THOUGH, {DA, "selv om maden/mad er/være god , er/være servicen/service dårlig", -1.3, -1.1},
          {NB, "selv om maten/mat er/være god , er/være servicen/service dårlig", -1.3, -1.1},
          {NN, "sjølv om maten/mat er/vere god , er/vere servicen/service dårleg", -1.3, -1.1},
          {EN, "even though the food is/be good , the service is/be bad", -1.3, -1.1})

RULE_TEST(unless, RULE_UNLESS, {DA, "den er/være god , medmindre toget er/være forsinket", 1.3, 1.5},
          {NB, "den er/være god , med mindre toget er/være forsinket", 1.3, 1.5}, {NN, "den er/vere god , med mindre toget er/vere forseinka", 1.3, 1.5},
          {EN, "it is/be good unless the train is/be late", 1.3, 1.5})

RULE_TEST(condition, RULE_CONDITION, {DA, "hvis den er/være god , køber jeg den", 0.3, 0.5}, {NB, "hvis den er/være god , kjøper jeg den", 0.3, 0.5},
          {NN, "viss den er/vere god , kjøper eg den", 0.3, 0.5}, {EN, "if it is/be good i will buy it", 0.3, 0.5})

RULE_TEST(unreal, RULE_CONDITION, {DA, "det kunne have været godt/god", -0.9, -0.7}, {NB, "det kunne vært godt/god", -0.9, -0.7},
          {NN, "det kunne vore godt/god", -0.9, -0.7}, {EN, "it could have been good", -0.9, -0.7})

RULE_TEST(wish, RULE_WISH, {DA, "jeg ville ønske at den var god", 0.3, 0.5}, {NB, "jeg skulle ønske at den var god", 0.3, 0.5},
          {NN, "eg skulle ynskje at den var god", 0.3, 0.5}, {EN, "i wish that it were good", 0.3, 0.5})

RULE_TEST(quotation, RULE_QUOTATION, {DA, "de påstår/påstå , at den er/være god", 0.1, 0.3}, {NB, "de påstår/påstå at den er/være god", 0.1, 0.3},
          {NN, "dei påstår/påstå at den er/vere god", 0.1, 0.3}, {EN, "they claim that it is/be good", 0.1, 0.3}, {EN, "good , they claim", 0.1, 0.3})

RULE_TEST(own_words, -1, {DA, "jeg påstår/påstå , at den er/være god", 2, 2}, {NB, "jeg påstår/påstå at den er/være god", 2, 2},
          {NN, "eg påstår/påstå at den er/vere god", 2, 2}, {EN, "I claim that it is/be good", 2, 2})

RULE_TEST(repost, RULE_QUOTATION, {DA, "RT @ven det er/være godt/god", 1, 1}, {NB, "RT @venn det er/være godt/god", 1, 1},
          {NN, "RT @ven det er/vere godt/god", 1, 1}, {EN, "RT @friend this is/be good", 1, 1})

RULE_TEST(question, RULE_QUESTION, {DA, "er/være den god ?", 0.2, 0.4}, {NB, "er/være den god ?", 0.2, 0.4}, {NN, "er/vere den god ?", 0.2, 0.4},
          {EN, "is/be it good ?", 0.2, 0.4})

RULE_TEST(question_granted, RULE_QUESTION, {DA, "Hvorfor er/være den så dårlig ?", -0.9, -0.7}, {NB, "Hvorfor er/være den så dårlig ?", -0.9, -0.7},
          {NN, "Kvifor er/vere den så dårleg ?", -0.9, -0.7}, {EN, "Why is/be it so bad ?", -0.9, -0.7})

RULE_TEST(question_of_the_last_clause, -1, {DA, "den er/være god , kommer den igen ?", 2, 2}, {NB, "den er/være god , kommer den igjen ?", 2, 2},
          {NN, "den er/vere god , kjem den att ?", 2, 2}, {EN, "it is/be good , will it come back ?", 2, 2})

RULE_TEST(comparison, RULE_COMPARISON, {DA, "bedre/god end den dårlige/dårlig forrige", 1.3, 1.5}, {NB, "bedre/god enn den dårlige/dårlig forrige", 1.3, 1.5},
          {NN, "betre/god enn den dårlege/dårleg førre", 1.3, 1.5}, {EN, "better/good than the bad old one", 1.3, 1.5})

RULE_TEST(irony_turns, -1, {DA, "Tak/tak for ingenting", -2, -2}, {NB, "Takk/takk for ingenting", -2, -2}, {NN, "Takk/takk for ingenting", -2, -2},
          {EN, "Thanks for nothing", -2, -2})

RULE_TEST(irony_of_eyes, RULE_IRONY, {DA, "godt/god klaret 🙄", -3.5, -3.3}, {NB, "god jobb ! 🙄", -3.5, -3.3}, {NN, "god jobb 🙄", -3.5, -3.3},
          {EN, "good job 🙄", -3.5, -3.3})

RULE_TEST(joy_at_misfortune, RULE_IRONY, {DA, "Elsker/elske at stå i kø", -3, -1.7}, {NB, "Elsker/elske å stå i kø", -3, -1.7},
          {NN, "Elskar/elske å stå i kø", -3, -1.7}, {EN, "Love when i stand in line", -3, -1.7})

RULE_TEST(clause_borders, -1, {DA, "det regner ikke , og maden/mad er/være god", 2, 2}, {NB, "jeg kommer ikke fordi maten/mat er/være god", 2, 2},
          {NN, "eg kjem ikkje fordi maten/mat er/vere god", 2, 2}, {EN, "i do not come because the food is/be good", 2, 2})

static void
polarity(void **state)
{
	(void)state;
	read_post(NB, "god mat . dårlig service .");
	assert_string_equal(f.sentiment.polarity, "mixed");
	read_post(NB, "vi dro dit .");
	assert_string_equal(f.sentiment.polarity, "neutral");
	read_post(NB, "dårlig . dårlig . god .");
	assert_string_equal(f.sentiment.polarity, "negative");
	/* A document: what is said in the title weighs more than once in the body. */
	read_post(NB, "god film . a . b . c . d . e . f . dårlig start . g .");
	assert_string_equal(f.sentiment.polarity, "mixed");
	read_post(NB, "dårlig film . a . b . c . d . e . f . god start . g .");
	assert_string_equal(f.sentiment.polarity, "negative");
}

static void
hashtags(void **state)
{
	(void)state;
	assert_true(read_post(EN, "#ThisIsBad") < -1.9);
	assert_true(read_post(EN, "#bad") < -1.9);
	assert_true(read_post(NB, "på jobb #IkkeGod #godt") < 0);
	assert_true(read_post(EN, "#badly") == 0);
}

static void
brands_found(void **state)
{
	static const struct {
		const char *line, *brand; /* NULL: none */
	} posts[] = {
		{"Telia er nede", "telia"},
		{"jeg har telia nå Ola", NULL},
		{"jeg har telia", "telia"},
		{"Jeg har TELIA", "telia"},
		{"Telias nett", "telia"},
		{"Teliakundene sier Nei", "telia"},
		{"NSB-togene er nede", "nsb"},
		{"i-MiEV-en er god", "imiev"},
		{"hos Rema 1000 i dag", "rema"},
		{"hos Rema i dag", NULL},
		{"@TeliaDK hei", "telia"},
		{"@telia hei", "telia"},
		{"#NSBfail igjen", "nsb"},
		{"url:billett.nsb.no Ja", "nsb"},
		{"url:xnsb.no Ja", NULL},
		{"en fin Vy over byen", NULL},
		{"toget fra Vy er sent", "vy"},
		{"Fem er nede", "fem"},
		{"Fem mann kom", NULL},
		{"vi var fem", NULL},
		{"hos fem", "fem"},
		{"Vi var hos Fem", "fem"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
		read_post(NB, posts[i].line);
		if (!posts[i].brand && f.targets.count)
			fail_msg("\"%s\": found a brand", posts[i].line);
		if (posts[i].brand && (f.targets.count != 1 || of_brand(posts[i].brand) < -1))
			fail_msg("\"%s\": did not find %s", posts[i].line, posts[i].brand);
	}
	assert_int_equal(brands_author(&f.brands, STR("@TeliaDK")), map_find(&f.brands.ids, STR("telia")));
	assert_int_equal(brands_author(&f.brands, STR("teliadk")), map_find(&f.brands.ids, STR("telia")));
	assert_int_equal(brands_author(&f.brands, STR("telia")), MAP_NONE);
	assert_int_equal(brands_author(&f.brands, STR("")), MAP_NONE);
}

static void
whom_it_is_about(void **state)
{
	(void)state;
	read_post(NB, "NSB er/være god , men Telia er/være dårlig");
	assert_true(of_brand("nsb") > 0 && of_brand("telia") < 0);
	read_post(NB, "Telia er/være dårlig . NSB er/være god .");
	assert_true(of_brand("nsb") > 0 && of_brand("telia") < 0);
	read_post(NB, "NSB er/være bedre/god enn Telia");
	assert_true(of_brand("nsb") > 0 && of_brand("telia") < 0);
	read_post(NN, "NSB er/vere betre/god enn Telia");
	assert_true(of_brand("nsb") > 0 && of_brand("telia") < 0);
	read_post(DA, "alt er/være bedre/god end Telia");
	assert_true(of_brand("telia") < 0);
	read_post(EN, "NSB is/be worse/bad than Telia");
	assert_true(of_brand("nsb") < 0 && of_brand("telia") > 0);
	read_post(NB, "NSB og Telia er/være dårlige/dårlig");
	assert_true(of_brand("nsb") < 0 && of_brand("nsb") == of_brand("telia"));
	read_post(NB, "@teliadk dere er/være dårlige/dårlig . helt dårlig .");
	assert_true(of_brand("telia") < -0.6);
	read_post(NB, "god god NSB . a b c d . Telia");
	assert_true(of_brand("nsb") > 0 && of_brand("telia") == 0);
}

static void
topics_and_wishes(void **state)
{
	static const struct {
		int language;
		const char *line, *topics, *wishes;
	} posts[] = {
		{DA, "jeg stoler/stole på dem/de", "trust", ""},
		{DA, "jeg stoler/stole ikke på dem/de", "distrust", ""},
		{NB, "stoler/stole aldri på dem/de", "distrust", ""},
		{NN, "eg stolar/stole ikkje på dei", "distrust", ""},
		{EN, "i do not trust them", "distrust", ""},
		{EN, "i trust them", "trust", ""},
		{DA, "jeg ville ønske , at appen/app havde/have et mørkt/mørk tema", "wish", "wish:app_mørk_tema"},
		{NB, "jeg skulle ønske at appen/app hadde/ha et mørkt/mørk tema .", "wish", "wish:app_mørk_tema"},
		{NN, "skulle ynskje at appen/app hadde/ha mørkt/mørk tema ! og meir", "wish", "wish:app_mørk_tema"},
		{EN, "i wish that the app had a dark theme", "wish", "wish:app_dark_theme"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
		read_post(posts[i].language, posts[i].line);
		assert_string_equal(buffer_cstring(&f.topics.names), posts[i].topics);
		assert_string_equal(buffer_cstring(&f.topics.wishes), posts[i].wishes);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain),
		cmocka_unit_test(negation_before),
		cmocka_unit_test(negation_after),
		cmocka_unit_test(negation_by_preposition),
		cmocka_unit_test(negation_of_verb_only),
		cmocka_unit_test(negation_of_both),
		cmocka_unit_test(litotes),
		cmocka_unit_test(not_only),
		cmocka_unit_test(booster),
		cmocka_unit_test(booster_denied),
		cmocka_unit_test(dampener),
		cmocka_unit_test(swear_words_that_praise),
		cmocka_unit_test(swear_words_alone),
		cmocka_unit_test(capitals),
		cmocka_unit_test(but),
		cmocka_unit_test(though),
		cmocka_unit_test(unless),
		cmocka_unit_test(condition),
		cmocka_unit_test(unreal),
		cmocka_unit_test(wish),
		cmocka_unit_test(quotation),
		cmocka_unit_test(own_words),
		cmocka_unit_test(repost),
		cmocka_unit_test(question),
		cmocka_unit_test(question_granted),
		cmocka_unit_test(question_of_the_last_clause),
		cmocka_unit_test(comparison),
		cmocka_unit_test(irony_turns),
		cmocka_unit_test(irony_of_eyes),
		cmocka_unit_test(joy_at_misfortune),
		cmocka_unit_test(clause_borders),
		cmocka_unit_test(polarity),
		cmocka_unit_test(hashtags),
		cmocka_unit_test(brands_found),
		cmocka_unit_test(whom_it_is_about),
		cmocka_unit_test(topics_and_wishes),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
