#!/bin/bash
# The stories planted in the demo archive (corpora/demo/README.md) are found by the reports, from the archive through every stage.
. tests/tap.sh
omtale-read corpora/demo/archive.csv.gz | omtale-normalise | omtale-stem | omtale-tag --brands lexicons/brands.csv |
	omtale-aggregate -o "$T/reports" --zone Europe/Copenhagen --planned corpora/demo/plans.csv --members corpora/demo/members.csv
{
	echo '.mode csv'
	for report in brands authors timeline bursts cascades relations channels portfolio wishes themes nodes mentions; do echo ".import '$T/reports/$report.csv' $report"; done
} | sqlite3 -init /dev/null "$T/db"
ask() { sqlite3 -init /dev/null "$T/db" "$1"; }
yes() { is "$1" "$(ask "SELECT ($2) <> 0")" 1; }

scandal=1909839369980618107
is 'scandal: the top burst, from its day' "$(ask 'SELECT brand, start, peak_date FROM bursts LIMIT 1')" 'havnbanken|2025-04-09|2025-04-09'
is 'scandal: set off by her, in that post' "$(ask "SELECT substr(authors, 1, instr(authors || ';', ';') - 1), substr(posts_first, 1, instr(posts_first || ';', ';') - 1) FROM bursts LIMIT 1")" "mia_brandholt|$scandal"
yes 'scandal: the mood turned' "SELECT net_before + 0 > 0 AND net_sentiment + 0 < -0.5 FROM bursts LIMIT 1"
is 'scandal: the top cascade, and a negative one' "$(ask 'SELECT root_id, brand, author, posts, net_sentiment + 0 < -0.5 FROM cascades LIMIT 1')" "$scandal|havnbanken|mia_brandholt|433|1"
is 'scandal: the top of all negative cascades' "$(ask "SELECT root_id FROM cascades WHERE net_sentiment <> '' AND net_sentiment + 0 < 0 ORDER BY posts + 0 DESC LIMIT 1")" "$scandal"
yes 'scandal: what it was about' "SELECT ';' || terms || ';' LIKE '%;kontoudtog;%' FROM bursts LIMIT 1"
yes 'scandal: a day out of the ordinary' "SELECT surprise + 0 > 3 AND burst = '1' AND posts + 0 > 200 FROM timeline WHERE brand = 'havnbanken' AND date = '2025-04-09'"
is 'scandal: the most surprising day of all' "$(ask "SELECT brand, date FROM timeline WHERE surprise <> '' ORDER BY surprise + 0 DESC LIMIT 1")" 'havnbanken|2025-04-09'
yes 'trust turned' "SELECT (SELECT avg(CASE WHEN ';' || topics || ';' LIKE '%;trust;%' THEN 1.0 ELSE 0 END) FROM mentions WHERE brand = 'havnbanken' AND by_brand = '' AND date < '2025-04-09'
	AND (';' || topics || ';' LIKE '%;trust;%' OR ';' || topics || ';' LIKE '%;distrust;%'))
	> 0.5 + (SELECT avg(CASE WHEN ';' || topics || ';' LIKE '%;trust;%' THEN 1.0 ELSE 0 END) FROM mentions WHERE brand = 'havnbanken' AND by_brand = '' AND date >= '2025-04-09'
	AND (';' || topics || ';' LIKE '%;trust;%' OR ';' || topics || ';' LIKE '%;distrust;%'))"
yes 'host: nearly all its threads are customers'"'"' own' "SELECT min(host_share + 0) > 0.85 FROM relations WHERE brand = 'viddetog' AND host_share <> '' AND posts_by_brand + 0 >= 20"
yes 'pusher: never an answer' "SELECT max(host_share + 0) = 0 AND sum(brand_to_customer) = 0 AND sum(posts_by_brand) = 189 FROM relations WHERE brand = 'nordterne'"
yes 'helper: among the first five to talk with' "SELECT rank + 0 <= 5 FROM authors WHERE brand = 'gerda' AND author = 'tante_ragnhild'"
is 'helper: seen as one' "$(ask "SELECT role FROM authors WHERE brand = 'gerda' AND author = 'tante_ragnhild'")" helper
yes 'helper: all about Gerda' "SELECT focus + 0 > 0.9 AND repliers + 0 > 60 FROM authors WHERE brand = 'gerda' AND author = 'tante_ragnhild'"
is 'critic' "$(ask "SELECT role FROM authors WHERE brand = 'pil' AND author = 'sur_kunde_valby'")" critic
is 'advocate' "$(ask "SELECT role FROM authors WHERE brand = 'kinorama' AND author = 'kinokari'")" advocate
yes 'among themselves: drivers are tied to each other, not to Ladeli' "SELECT ei_index + 0 < -0.5 AND customer_to_customer + 0 > 50 FROM relations WHERE brand = 'ladeli' AND channel = 'forum/charge'"
yes 'copied posts are marked: all but the first of each' "SELECT count(*) >= 60 FROM mentions WHERE brand = 'gnist' AND date IN ('2025-05-20', '2025-05-21') AND duplicate_of <> ''"
yes 'copied posts stand beside the count' "SELECT duplicates + 0 >= 60 AND duplicates + 0 < posts + 0 FROM brands WHERE brand = 'gnist'"
is 'copied posts: the second burst' "$(ask 'SELECT brand, start FROM bursts LIMIT 1 OFFSET 1')" 'gnist|2025-05-20'
yes 'a wish that recurs meets its plan' "SELECT sum(posts) >= 40 FROM wishes WHERE brand = 'gerda' AND planned = 'dark_theme'"
is 'a plan nobody wished for shows zero' "$(ask "SELECT brand, posts, authors FROM wishes WHERE planned = 'loyalty_coins'")" '|0|0'
is 'and only that one does' "$(ask "SELECT group_concat(planned) FROM wishes WHERE posts = '0'")" loyalty_coins
done_testing
