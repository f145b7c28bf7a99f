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
	for report in mentions brands timeline authors bursts cascades relations channels portfolio wishes edges nodes; do echo ".import '$T/reports/$report.csv' $report"; done
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
# ---- the other reports ----
# A post's tree, its parent and the brand of its root, by SQL alone.
sqlite3 -init /dev/null "$T/db" <<'SQL'
CREATE TABLE post AS SELECT id, time, channel, author, by_brand, coalesce(nullif(reply_to, ''), repost_of) AS parent, reply_to <> '' AS is_reply, ';' || topics || ';' AS t, lang, polarity, wishes FROM tagged;
CREATE UNIQUE INDEX post_id ON post(id);
CREATE INDEX post_parent ON post(parent);
CREATE TABLE tree AS WITH RECURSIVE tree(id, root, depth) AS (SELECT id, id, 0 FROM post p WHERE NOT EXISTS (SELECT 1 FROM post q WHERE q.id = p.parent)
	UNION ALL SELECT p.id, tree.root, depth + 1 FROM tree JOIN post p ON p.parent = tree.id) SELECT * FROM tree;
CREATE UNIQUE INDEX tree_id ON tree(id);
CREATE INDEX tree_root ON tree(root);
SQL
agree 'cascades: posts, authors, depth, breadth, end' "
	WITH b AS (SELECT root, max(n) AS breadth FROM (SELECT root, depth, count(*) AS n FROM tree GROUP BY root, depth) GROUP BY root),
	x AS (SELECT root, count(*) AS posts, count(DISTINCT nullif(author, '')) AS authors, max(depth) AS depth, max(time) AS last FROM tree JOIN post USING (id) GROUP BY root HAVING count(*) > 1)
	SELECT root_id, posts, authors, depth, breadth, end FROM cascades EXCEPT SELECT root, '' || posts, '' || authors, '' || depth, '' || breadth, last FROM x JOIN b USING (root)"
agree 'cascades: none is missing' "
	SELECT root FROM tree GROUP BY root HAVING count(*) > 1 AND EXISTS (SELECT 1 FROM mentions m JOIN tree u ON u.id = m.post_id WHERE u.root = tree.root) EXCEPT SELECT root_id FROM cascades"
agree 'cascades: praise and blame' "
	WITH x AS (SELECT c.root_id, sum(m.polarity = 'positive') AS positive, sum(m.polarity = 'negative') AS negative FROM cascades c JOIN tree ON root = root_id
		LEFT JOIN mentions m ON m.post_id = tree.id AND m.brand = c.brand GROUP BY c.root_id)
	SELECT root_id, c.positive, x.positive, c.negative, x.negative FROM cascades c JOIN x USING (root_id) WHERE c.positive <> coalesce(x.positive, 0) OR c.negative <> coalesce(x.negative, 0)"
agree 'cascades: virality, from the distances themselves' "
	WITH RECURSIVE small AS (SELECT root_id, virality, posts + 0 AS n FROM cascades WHERE posts + 0 BETWEEN 2 AND 12), up(id, ancestor, distance) AS (
		SELECT tree.id, tree.id, 0 FROM tree JOIN small ON root = root_id UNION ALL SELECT up.id, p.parent, distance + 1 FROM up JOIN post p ON p.id = ancestor JOIN tree ON tree.id = p.parent),
	pair AS (SELECT r.root, a.id AS a, b.id AS b, min(a.distance + b.distance) AS d FROM up a JOIN up b USING (ancestor) JOIN tree r ON r.id = a.id WHERE a.id < b.id GROUP BY a.id, b.id),
	x AS (SELECT root, avg(d) AS d FROM pair GROUP BY root)
	SELECT root_id, virality, d FROM small JOIN x ON root = root_id WHERE abs(virality - d) > 0.000051"
agree 'relations: posts, customers, questions' "
	WITH c AS (SELECT brand, channel, count(*) AS n, count(DISTINCT nullif(author, '')) AS people, sum(';' || topics || ';' LIKE '%;question;%') AS questions FROM mentions WHERE by_brand = '' GROUP BY brand, channel),
	b AS (SELECT by_brand AS brand, channel, count(*) AS n FROM post WHERE by_brand <> '' GROUP BY by_brand, channel)
	SELECT r.brand, r.channel FROM relations r LEFT JOIN c USING (brand, channel) LEFT JOIN b USING (brand, channel)
	WHERE posts_by_customers <> coalesce(c.n, 0) OR customers <> coalesce(c.people, 0) OR r.questions <> coalesce(c.questions, 0) OR posts_by_brand <> coalesce(b.n, 0)"
agree 'relations: ties among customers' "
	WITH x AS (SELECT m.brand, m.channel, count(DISTINCT c.author || ' ' || m.author) AS n FROM mentions m JOIN post c ON c.parent = m.post_id AND c.is_reply
		WHERE m.by_brand = '' AND c.by_brand = '' AND m.author <> '' AND c.author <> '' AND c.author <> m.author GROUP BY m.brand, m.channel)
	SELECT r.brand, r.channel, customer_to_customer, n FROM relations r LEFT JOIN x USING (brand, channel) WHERE customer_to_customer <> coalesce(n, 0)"
agree 'relations: ties from the brand' "
	WITH x AS (SELECT m.brand, m.channel, count(DISTINCT m.author) AS n FROM mentions m JOIN post c ON c.parent = m.post_id AND c.is_reply
		WHERE m.by_brand = '' AND c.by_brand = m.brand AND m.author <> '' GROUP BY m.brand, m.channel)
	SELECT r.brand, r.channel, brand_to_customer, n FROM relations r LEFT JOIN x USING (brand, channel) WHERE brand_to_customer <> coalesce(n, 0)"
agree 'relations: ties to the brand' "
	WITH e AS (SELECT p.by_brand AS brand, p.channel, c.author FROM post p JOIN post c ON c.parent = p.id AND c.is_reply WHERE p.by_brand <> '' AND c.by_brand = '' AND c.author <> ''
		UNION SELECT brand, channel, author FROM mentions WHERE via = 'account' AND by_brand = '' AND author <> ''), x AS (SELECT brand, channel, count(*) AS n FROM e GROUP BY brand, channel)
	SELECT r.brand, r.channel, customer_to_brand, n FROM relations r LEFT JOIN x USING (brand, channel) WHERE customer_to_brand <> coalesce(n, 0)"
agree 'relations: threads, and who hosts' "
	WITH e AS (SELECT post_id AS id, brand, 0 AS own FROM mentions UNION ALL SELECT id, by_brand, 1 FROM post WHERE by_brand <> ''),
	g AS (SELECT e.brand, r.channel, tree.root, r.by_brand = '' AS customer, max(own) AS own FROM e JOIN tree USING (id) JOIN post r ON r.id = tree.root GROUP BY e.brand, tree.root),
	x AS (SELECT brand, channel, count(*) AS threads, sum(customer) AS customers, CASE WHEN sum(own) >= 5 THEN 1.0 * sum(own AND customer) / sum(own) END AS host FROM g GROUP BY brand, channel)
	SELECT r.brand, r.channel, r.threads, x.threads, host_share, host FROM relations r LEFT JOIN x USING (brand, channel)
	WHERE r.threads <> coalesce(x.threads, 0) OR threads_by_customers <> coalesce(x.customers, 0) OR $(near host_share host)"
agree 'relations: answers' "
	WITH a AS (SELECT m.brand, m.channel, m.post_id, max(c.by_brand = m.brand) AS brand_did, max(c.by_brand = '') AS customer_did FROM mentions m JOIN post c ON c.parent = m.post_id AND c.is_reply
		WHERE m.by_brand = '' AND ';' || m.topics || ';' LIKE '%;question;%' AND NOT (c.by_brand = '' AND c.author = m.author) GROUP BY m.brand, m.post_id),
	x AS (SELECT brand, channel, sum(brand_did) AS b, sum(customer_did) AS c FROM a GROUP BY brand, channel)
	SELECT r.brand, r.channel, answered_by_brand, b, answered_by_customers, c FROM relations r LEFT JOIN x USING (brand, channel) WHERE answered_by_brand <> coalesce(b, 0) OR answered_by_customers <> coalesce(c, 0)"
agree 'channels: all posts, and the busiest' "
	WITH n AS (SELECT channel, author, count(*) AS n FROM post WHERE by_brand = '' AND author <> '' GROUP BY channel, author),
	o AS (SELECT *, row_number() OVER (PARTITION BY channel ORDER BY n) AS i, count(*) OVER (PARTITION BY channel) AS k FROM n),
	x AS (SELECT channel, k, CASE WHEN k >= 5 THEN 1.0 * sum((2 * i - k - 1) * n) / (k * sum(n)) END AS g, CASE WHEN k >= 5 THEN 1.0 * sum(CASE WHEN i > k - (k + 9) / 10 THEN n ELSE 0 END) / sum(n) END AS top FROM o GROUP BY channel)
	SELECT c.channel, authors, k, gini, g, top10_share, top FROM channels c JOIN x USING (channel) WHERE brand = '' AND (authors <> k OR $(near gini g) OR $(near top10_share top)
		OR posts <> (SELECT count(*) FROM post p WHERE p.channel = c.channel AND by_brand = ''))"
agree 'channels: each brand' "
	SELECT channel, brand, posts, authors FROM channels WHERE brand <> '' EXCEPT SELECT channel, brand, '' || count(*), '' || count(DISTINCT nullif(author, '')) FROM mentions WHERE by_brand = '' GROUP BY channel, brand"
agree 'channels: new and returning' "
	WITH e AS (SELECT julianday(max(time)) AS e FROM post), w AS (SELECT channel, author, min(julianday(time)) AS first, max(julianday(time) > e - 28 + 1e-9) AS recent,
		max(julianday(time) <= e - 28 + 1e-9 AND julianday(time) > e - 56 + 1e-9) AS before, e FROM post, e WHERE by_brand = '' AND author <> '' AND time <> '' GROUP BY channel, author),
	x AS (SELECT channel, sum(first > e - 28 + 1e-9) AS fresh, sum(recent AND before) AS back FROM w GROUP BY channel)
	SELECT c.channel, new_authors, fresh, returning_authors, back FROM channels c JOIN x USING (channel) WHERE brand = '' AND (new_authors <> fresh OR returning_authors <> back)"
agree 'portfolio: posts, days, bounds' "
	SELECT brand, author, posts, active_days, first_seen, last_seen FROM portfolio
	EXCEPT SELECT brand, author, '' || count(*), '' || count(DISTINCT nullif(date, '')), coalesce(min(nullif(time, '')), ''), max(time) FROM customer GROUP BY brand, author"
agree 'portfolio: replies both ways' "
	WITH f AS (SELECT m.brand, m.author, count(*) AS n FROM mentions m JOIN post c ON c.parent = m.post_id AND c.is_reply AND c.by_brand = m.brand WHERE m.by_brand = '' GROUP BY m.brand, m.author),
	o AS (SELECT p.by_brand AS brand, c.author, count(*) AS n FROM post p JOIN post c ON c.parent = p.id AND c.is_reply WHERE p.by_brand <> '' AND c.by_brand = '' GROUP BY p.by_brand, c.author)
	SELECT p.brand, p.author FROM portfolio p LEFT JOIN f USING (brand, author) LEFT JOIN o USING (brand, author) WHERE replies_from_brand <> coalesce(f.n, 0) OR replies_to_brand <> coalesce(o.n, 0)"
agree 'wishes: sums' "
	WITH RECURSIVE w(id, author, lang, one, rest) AS (SELECT id, author, lang, NULL, wishes || ';' FROM post WHERE wishes <> '' AND by_brand = ''
		UNION ALL SELECT id, author, lang, substr(rest, 1, instr(rest, ';') - 1), substr(rest, instr(rest, ';') + 1) FROM w WHERE rest <> '')
	SELECT brand, kind, term, lang, posts, authors FROM wishes EXCEPT SELECT brand, substr(one, 1, instr(one, ':') - 1), substr(one, instr(one, ':') + 1), w.lang, '' || count(DISTINCT id), '' || count(DISTINCT nullif(w.author, ''))
	FROM w JOIN mentions m ON m.post_id = w.id WHERE one IS NOT NULL GROUP BY brand, one, w.lang"
agree 'edges: replies and reposts' "
	SELECT source, target, kind, brand, weight, sign, first_seen, last_seen FROM edges WHERE kind <> 'mention'
	EXCEPT SELECT c.author, p.author, iif(c.is_reply, 'reply', 'repost'), m.brand, '' || count(*), '' || (sum(m.polarity = 'positive') - sum(m.polarity = 'negative')), coalesce(min(nullif(c.time, '')), ''), max(c.time)
	FROM post c JOIN post p ON p.id = c.parent JOIN mentions m ON m.post_id = c.id WHERE c.author <> '' AND p.author <> '' AND c.author <> p.author GROUP BY 1, 2, 3, 4"
agree 'nodes: people in and out, posts' "
	WITH i AS (SELECT target AS author, count(DISTINCT source) AS n FROM edges GROUP BY target), o AS (SELECT source AS author, count(DISTINCT target) AS n FROM edges GROUP BY source),
	p AS (SELECT author, count(*) AS n FROM post GROUP BY author)
	SELECT author FROM nodes LEFT JOIN i USING (author) LEFT JOIN o USING (author) LEFT JOIN p USING (author) WHERE \"in\" <> coalesce(i.n, 0) OR \"out\" <> coalesce(o.n, 0) OR posts <> p.n"
agree 'nodes: PageRank is one on the average' "SELECT avg(pagerank) FROM nodes HAVING abs(avg(pagerank) - 1) > 0.0001"
agree 'bursts: their days stand in the timeline' "
	WITH x AS (SELECT b.brand, start, sum(t.posts) AS n, sum(t.burst) AS days, julianday(b.\"end\") - julianday(start) + 1 AS length FROM bursts b JOIN timeline t ON t.brand = b.brand AND t.date BETWEEN start AND b.\"end\" GROUP BY b.brand, start)
	SELECT b.brand, b.start FROM bursts b JOIN x USING (brand, start) WHERE posts <> n OR days <> length"
done_testing
