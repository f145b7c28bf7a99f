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

/* What XML 1.0 cannot hold, not even escaped, becomes U+FFFD. */
static void
xml_text(struct buffer *out, struct str text)
{
	while (text.length) {
		uint32_t rune;
		size_t n = str_rune(text, &rune);

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
		text.at += n;
		text.length -= n;
	}
}

static void
add_text(struct buffer *line, const char *key, struct str value)
{
	if (value.length == 0)
		return;
	buffer_format(line, "<data key=\"%s\">", key);
	xml_text(line, value);
	buffer_text(line, STR("</data>"));
}

static void
add_whole(struct buffer *line, const char *key, int64_t value)
{
	buffer_format(line, "<data key=\"%s\">%lld</data>", key, (long long)value);
}

static void
add_instant(struct buffer *line, const char *key, int64_t utc)
{
	if (utc == NO_TIME)
		return;
	buffer_format(line, "<data key=\"%s\">", key);
	instant_write(line, utc);
	buffer_text(line, STR("</data>"));
}

static void
write_node(const struct posts *posts, const struct network_node *node, uint32_t number, struct buffer *line, struct sink *sink)
{
	buffer_reset(line);
	buffer_format(line, "    <node id=\"n%u\">", number);
	add_text(line, "label", map_text(&posts->authors, node->author));
	add_text(line, "account_of", node->brand == NO_BRAND ? STR("") : map_text(&posts->brands, node->brand));
	add_whole(line, "posts", node->posts);
	add_whole(line, "in", node->in);
	add_whole(line, "out", node->out);
	buffer_text(line, STR("<data key=\"pagerank\">"));
	buffer_fixed(line, node->pagerank, 4);
	buffer_text(line, STR("</data>"));
	add_whole(line, "community", node->community);
	add_whole(line, "core", node->core);
	buffer_text(line, STR("</node>\n"));
	sink_write(sink, buffer_str(line));
}

static void
write_edge(const struct posts *posts, const struct network_edge *edge, uint32_t number, struct buffer *line, struct sink *sink)
{
	buffer_reset(line);
	buffer_format(line, "    <edge id=\"e%u\" source=\"n%u\" target=\"n%u\">", number, edge->source, edge->target);
	add_text(line, "kind", str_of(tie_names[edge->kind]));
	add_text(line, "brand", map_text(&posts->brands, edge->brand));
	add_whole(line, "weight", edge->weight);
	add_whole(line, "sign", edge->sign);
	add_instant(line, "first_seen", edge->first);
	add_instant(line, "last_seen", edge->last);
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
