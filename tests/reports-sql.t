#!/bin/bash
# Every number in brands, timeline and authors equals the same number computed by SQL over mentions.csv (and, for what is not about a brand, over the
# tagged table) in SQLite.
. tests/tap.sh
archive=corpora/demo/archive.csv.gz
omtale-read "$archive" | omtale-normalise | omtale-stem | omtale-tag --brands lexicons/brands.csv >"$T/tagged.csv"
runs 'all reports are made' 0 omtale-aggregate -o "$T/reports" "$T/tagged.csv"
is 'as many posts as there were' "$(sed -n 's/^posts,//p' "$T/reports/quality.csv")" 20000

{
	echo '.mode csv'
	for report in mentions brands timeline authors; do echo ".import '$T/reports/$report.csv' $report"; done
	echo ".import '$T/tagged.csv' tagged"
	cat <<'SQL'
CREATE VIEW voice AS SELECT *, ';' || topics || ';' AS t FROM mentions WHERE via <> 'reply' AND by_brand = '';
CREATE VIEW customer AS SELECT * FROM mentions WHERE by_brand = '' AND author <> '';
CREATE INDEX mentions_post ON mentions(post_id, brand);
CREATE INDEX mentions_reply ON mentions(reply_to, brand);
CREATE INDEX mentions_author ON mentions(author, brand);
CREATE INDEX tagged_above ON tagged(coalesce(nullif(reply_to, ''), repost_of));
CREATE INDEX tagged_reply ON tagged(reply_to);
SQL
} >"$T/load.sql"
ok 'SQLite takes the reports as they are' sqlite3 "$T/db" -init /dev/null <"$T/load.sql"

# differ NAME QUERY: the query returns the rows on which report and SQL disagree.
agree() {
	sqlite3 -init /dev/null "$T/db" "$2" >"$T/rows" 2>&1
	[ ! -s "$T/rows" ]; report $? "$1" || note <"$T/rows"
}
near() { printf "((%s = '') <> (%s IS NULL) OR abs(%s - coalesce(%s, 0)) > 0.000051)" "$1" "$2" "$1" "$2"; }

agree 'there is something to compare' "SELECT 'few mentions' WHERE (SELECT count(*) FROM voice) < 2000"
agree 'brands: counts' "
	SELECT brand, posts, authors, positive, neutral, negative, mixed, trust, distrust, wishes, complaints, questions, praise, reach, duplicates, first_seen, last_seen FROM brands
	EXCEPT SELECT brand, '' || count(*), '' || count(DISTINCT nullif(author, '')), '' || sum(polarity = 'positive'), '' || sum(polarity = 'neutral'), '' || sum(polarity = 'negative'),
		'' || sum(polarity = 'mixed'), '' || sum(t LIKE '%;trust;%'), '' || sum(t LIKE '%;distrust;%'),
		'' || sum(t LIKE '%;wish;%' OR t LIKE '%;need;%' OR t LIKE '%;preference;%' OR t LIKE '%;dream;%'), '' || sum(t LIKE '%;complaint;%'), '' || sum(t LIKE '%;question;%'),
		'' || sum(t LIKE '%;praise;%'), '' || sum(CAST(reach AS INTEGER)), '' || sum(duplicate_of <> ''), min(nullif(time, '')), max(time)
	FROM voice GROUP BY brand"
agree 'brands: none is missing' "SELECT brand FROM voice EXCEPT SELECT brand FROM brands"
agree 'brands: share of voice' "
	SELECT b.brand, b.share_of_voice, s FROM brands b JOIN (SELECT brand, 1.0 * count(*) / (SELECT count(*) FROM voice) AS s FROM voice GROUP BY brand) USING (brand) WHERE $(near share_of_voice s)"
agree 'brands: fractional share of voice' "
	WITH k AS (SELECT post_id, count(*) AS k FROM voice GROUP BY post_id), s AS (SELECT brand, sum(1.0 / k) / (SELECT count(*) FROM k) AS s FROM voice JOIN k USING (post_id) GROUP BY brand)
	SELECT b.brand, share_of_voice_fractional, s FROM brands b JOIN s USING (brand) WHERE $(near share_of_voice_fractional s)"
agree 'brands: share of authors' "
	SELECT b.brand, share_of_authors FROM brands b WHERE abs(share_of_authors - 1.0 * authors / (SELECT count(DISTINCT author) FROM voice WHERE author <> '')) > 0.000051"
agree 'brands: net sentiment and its interval' "
	WITH w AS (SELECT brand, positive + negative AS n, 1.0 * positive / max(positive + negative, 1) AS p FROM brands),
	x AS (SELECT brand, CASE WHEN n >= 5 THEN 2 * p - 1 END AS net,
		CASE WHEN n >= 5 THEN 2 * (p + 1.96 * 1.96 / (2 * n) - 1.96 * sqrt(p * (1 - p) / n + 1.96 * 1.96 / (4.0 * n * n))) / (1 + 1.96 * 1.96 / n) - 1 END AS low,
		CASE WHEN n >= 5 THEN 2 * (p + 1.96 * 1.96 / (2 * n) + 1.96 * sqrt(p * (1 - p) / n + 1.96 * 1.96 / (4.0 * n * n))) / (1 + 1.96 * 1.96 / n) - 1 END AS high FROM w)
	SELECT brand, net_sentiment, net, net_low, low, net_high, high FROM brands JOIN x USING (brand) WHERE $(near net_sentiment net) OR $(near net_low low) OR $(near net_high high)"
agree 'brands: trust' "
	WITH x AS (SELECT brand, CASE WHEN trust + distrust >= 5 THEN 1.0 * (trust - distrust) / (trust + distrust) END AS net FROM brands)
	SELECT brand, trust_net, net FROM brands JOIN x USING (brand) WHERE $(near trust_net net)"
agree 'timeline: counts' "
	SELECT brand, date, posts, authors, positive, negative FROM timeline WHERE posts > 0
	EXCEPT SELECT brand, date, '' || count(*), '' || count(DISTINCT nullif(author, '')), '' || sum(polarity = 'positive'), '' || sum(polarity = 'negative') FROM voice WHERE time <> '' GROUP BY brand, date"
agree 'timeline: every day between is there' "
	SELECT brand, count(*), julianday(max(date)) - julianday(min(date)) + 1 AS days FROM timeline GROUP BY brand HAVING count(*) <> days"
agree 'timeline: sums are the brands' "
	SELECT brand, sum(t.posts), (SELECT count(*) FROM voice v WHERE v.brand = t.brand AND time <> '') AS voices FROM timeline t GROUP BY brand HAVING sum(t.posts) <> voices"
agree 'timeline: expected is the median of eight like weekdays' "
	WITH w AS (SELECT a.brand, a.date, b.posts + 0 AS posts, row_number() OVER (PARTITION BY a.brand, a.date ORDER BY b.posts + 0) AS r, count(*) OVER (PARTITION BY a.brand, a.date) AS n
		FROM timeline a JOIN timeline b ON a.brand = b.brand AND julianday(a.date) - julianday(b.date) IN (7, 14, 21, 28, 35, 42, 49, 56)),
	m AS (SELECT brand, date, CASE WHEN max(n) >= 5 THEN avg(posts) END AS m FROM w WHERE r IN ((n + 1) / 2, n / 2 + 1) GROUP BY brand, date)
	SELECT t.brand, t.date, expected, m FROM timeline t LEFT JOIN m USING (brand, date) WHERE $(near expected m)"
agree 'authors: counts' "
	SELECT brand, author, brand_posts, positive, negative, reach, channels, first_seen, last_seen FROM authors
	EXCEPT SELECT brand, author, '' || count(*), '' || sum(polarity = 'positive'), '' || sum(polarity = 'negative'), '' || sum(CAST(reach AS INTEGER)), '' || count(DISTINCT channel),
		coalesce(min(nullif(time, '')), ''), max(time) FROM customer GROUP BY brand, author"
agree 'authors: none is missing' "SELECT brand, author FROM customer EXCEPT SELECT brand, author FROM authors"
agree 'authors: posts, and focus' "
	WITH x AS (SELECT author, count(*) AS n FROM tagged WHERE author <> '' GROUP BY author)
	SELECT a.brand, a.author, posts, n, focus FROM authors a JOIN x USING (author) WHERE posts <> n OR abs(focus - 1.0 * brand_posts / n) > 0.000051"
agree 'authors: replies and repliers' "
	WITH x AS (SELECT p.brand, p.author, count(*) AS replies, count(DISTINCT nullif(c.author, '')) AS repliers FROM tagged c JOIN customer p ON c.reply_to = p.post_id
		WHERE c.by_brand = '' AND c.author <> p.author GROUP BY p.brand, p.author)
	SELECT a.brand, a.author, replies_received, replies, a.repliers, x.repliers FROM authors a LEFT JOIN x USING (brand, author)
	WHERE replies_received <> coalesce(replies, 0) OR a.repliers <> coalesce(x.repliers, 0)"
agree 'authors: descendants' "
	WITH RECURSIVE below(brand, author, post) AS (
		SELECT p.brand, p.author, c.id FROM customer p JOIN tagged c ON coalesce(nullif(c.reply_to, ''), c.repost_of) = p.post_id AND c.id <> p.post_id
		UNION SELECT b.brand, b.author, c.id FROM below b JOIN tagged c ON coalesce(nullif(c.reply_to, ''), c.repost_of) = b.post),
	x AS (SELECT brand, author, count(*) AS n FROM below WHERE NOT EXISTS (SELECT 1 FROM customer o WHERE o.post_id = below.post AND o.brand = below.brand AND o.author = below.author) GROUP BY brand, author)
	SELECT a.brand, a.author, descendants, n FROM authors a LEFT JOIN x USING (brand, author) WHERE descendants <> coalesce(n, 0)"
agree 'authors: ranks count from one, ties by name' "
	SELECT brand, min(rank + 0), max(rank + 0), count(*) FROM authors GROUP BY brand HAVING min(rank + 0) <> 1 OR max(rank + 0) <> count(*)"
agree 'authors: the rank is the order of the sums of places' "
	WITH w AS (SELECT *, 1.0 * brand_posts / posts AS p, posts + 0.0 AS n FROM authors),
	l AS (SELECT *, round((p + 1.9208 / n - 1.96 * sqrt(p * (1 - p) / n + 0.9604 / (n * n))) / (1 + 3.8416 / n), 12) AS low FROM w),
	s AS (SELECT brand, author, rank + 0 AS r, rank() OVER (PARTITION BY brand ORDER BY low DESC) + rank() OVER (PARTITION BY brand ORDER BY repliers + reposters DESC)
		+ rank() OVER (PARTITION BY brand ORDER BY descendants + 0 DESC) + rank() OVER (PARTITION BY brand ORDER BY brand_posts + 0 DESC) AS places FROM l),
	o AS (SELECT brand, author, r, row_number() OVER (PARTITION BY brand ORDER BY places, author) AS expected FROM s)
	SELECT * FROM o WHERE r <> expected LIMIT 5"
done_testing
