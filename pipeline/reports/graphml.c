/* network.graphml: nodes.csv and edges.csv as one file that Gephi and NetworkX open. */
#include "reports/ground.h"
#include "reports/instants.h"

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			   "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
			   "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
			   "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
			   "  <key id=\"account_of\" for=\"node\" attr.name=\"account_of\" attr.type=\"string\"/>\n"
			   "  <key id=\"posts\" for=\"node\" attr.name=\"posts\" attr.type=\"long\"/>\n"
			   "  <key id=\"in\" for=\"node\" attr.name=\"in\" attr.type=\"long\"/>\n"
			   "  <key id=\"out\" for=\"node\" attr.name=\"out\" attr.type=\"long\"/>\n"
			   "  <key id=\"pagerank\" for=\"node\" attr.name=\"pagerank\" attr.type=\"double\"/>\n"
			   "  <key id=\"community\" for=\"node\" attr.name=\"community\" attr.type=\"long\"/>\n"
			   "  <key id=\"core\" for=\"node\" attr.name=\"core\" attr.type=\"long\"/>\n"
			   "  <key id=\"kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n"
			   "  <key id=\"brand\" for=\"edge\" attr.name=\"brand\" attr.type=\"string\"/>\n"
			   "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
			   "  <key id=\"sign\" for=\"edge\" attr.name=\"sign\" attr.type=\"long\"/>\n"
			   "  <key id=\"first_seen\" for=\"edge\" attr.name=\"first_seen\" attr.type=\"string\"/>\n"
			   "  <key id=\"last_seen\" for=\"edge\" attr.name=\"last_seen\" attr.type=\"string\"/>\n"
			   "  <graph id=\"omtale\" edgedefault=\"directed\">\n";

/* What XML has no other meaning for, of ASCII. */
static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7f && c != '&' && c != '<' && c != '>' && c != '"';
}

/* What XML 1.0 cannot hold, not even escaped, becomes U+FFFD. */
static void
xml_text(struct buffer *out, struct str text)
{
	while (text.length) {
		uint32_t rune;
		size_t n = 0;

		while (n < text.length && is_plain((unsigned char)text.at[n]))
			n++;
		if (n) {
			buffer_bytes(out, text.at, n);
		} else {
			n = str_rune(text, &rune);
			if (n == 0 || (rune < 0x20 && rune != '\t') || rune == 0x7f || rune == 0xfffe || rune == 0xffff)
				buffer_bytes(out, "\xef\xbf\xbd", 3);
			else if (rune == '&')
				buffer_text(out, STR("&amp;"));
			else if (rune == '<')
				buffer_text(out, STR("&lt;"));
			else if (rune == '>')
				buffer_text(out, STR("&gt;"));
			else if (rune == '"')
				buffer_text(out, STR("&quot;"));
			else
				buffer_bytes(out, text.at, n);
			n = n ? n : 1;
		}
		text.at += n;
		text.length -= n;
	}
}

/* `begin`: the element's beginning, <data key="…">. */
static void
add_text(struct buffer *line, struct str begin, struct str value)
{
	if (value.length == 0)
		return;
	buffer_text(line, begin);
	xml_text(line, value);
	buffer_text(line, STR("</data>"));
}

static void
add_whole(struct buffer *line, struct str begin, int64_t value)
{
	buffer_text(line, begin);
	buffer_int(line, value);
	buffer_text(line, STR("</data>"));
}

static void
add_instant(struct buffer *line, struct str begin, int64_t utc)
{
	if (utc == NO_TIME)
		return;
	buffer_text(line, begin);
	instant_write(line, utc);
	buffer_text(line, STR("</data>"));
}

static void
write_node(const struct posts *posts, const struct network_node *node, uint32_t number, struct buffer *line, struct sink *sink)
{
	buffer_reset(line);
	buffer_text(line, STR("    <node id=\"n"));
	buffer_int(line, number);
	buffer_text(line, STR("\">"));
	add_text(line, STR("<data key=\"label\">"), map_text(&posts->authors, node->author));
	add_text(line, STR("<data key=\"account_of\">"), node->brand == NO_BRAND ? STR("") : map_text(&posts->brands, node->brand));
	add_whole(line, STR("<data key=\"posts\">"), node->posts);
	add_whole(line, STR("<data key=\"in\">"), node->in);
	add_whole(line, STR("<data key=\"out\">"), node->out);
	buffer_text(line, STR("<data key=\"pagerank\">"));
	buffer_fixed(line, node->pagerank, 4);
	buffer_text(line, STR("</data>"));
	add_whole(line, STR("<data key=\"community\">"), node->community);
	add_whole(line, STR("<data key=\"core\">"), node->core);
	buffer_text(line, STR("</node>\n"));
	sink_write(sink, buffer_str(line));
}

static void
write_edge(const struct posts *posts, const struct network_edge *edge, uint32_t number, struct buffer *line, struct sink *sink)
{
	buffer_reset(line);
	buffer_text(line, STR("    <edge id=\"e"));
	buffer_int(line, number);
	buffer_text(line, STR("\" source=\"n"));
	buffer_int(line, edge->source);
	buffer_text(line, STR("\" target=\"n"));
	buffer_int(line, edge->target);
	buffer_text(line, STR("\">"));
	add_text(line, STR("<data key=\"kind\">"), str_of(tie_names[edge->kind]));
	add_text(line, STR("<data key=\"brand\">"), map_text(&posts->brands, edge->brand));
	add_whole(line, STR("<data key=\"weight\">"), edge->weight);
	add_whole(line, STR("<data key=\"sign\">"), edge->sign);
	add_instant(line, STR("<data key=\"first_seen\">"), edge->first);
	add_instant(line, STR("<data key=\"last_seen\">"), edge->last);
	buffer_text(line, STR("</edge>\n"));
	sink_write(sink, buffer_str(line));
}

static void
write_bytes(struct ground *ground, struct sink *sink)
{
	const struct posts *posts = ground->posts;
	const struct network *network = ground_network(ground, true);
	struct buffer line = {0};

	sink_write(sink, str_of(head));
	for (uint32_t n = 0; n < network->nodes_count; n++)
		write_node(posts, &network->nodes[n], n, &line, sink);
	for (uint32_t e = 0; e < network->edges_count; e++)
		write_edge(posts, &network->edges[e], e, &line, sink);
	sink_write(sink, STR("  </graph>\n</graphml>\n"));
	buffer_release(&line);
}

const struct report network_report = {
	.name = "network",
	.purpose = "nodes and edges as one GraphML file, for Gephi, NetworkX and igraph.",
	.grain = "network",
	.key = "",
	.file = "network.graphml",
	.write_bytes = write_bytes,
	.stands_on = NETWORK,
};
