/**
 * A comma- or tab-separated table: the first line that holds something is the header. Quotes as in RFC 4180, line ends of any system,
 * blank lines and lines that start with # are skipped.
 */
class SheetTable {

    final String name
    final List<String> problems = []
    List<String> header = null
    int headerLine = 0
    /** Cells by the line they stand on; as many as the header has. */
    final Map<Integer, List<String>> rows = new LinkedHashMap<>()

    SheetTable(String name, String text) {
        this.name = name
        String separator = null
        text.split('\r\n|\n|\r', -1).eachWithIndex { line, index ->
            final number = index + 1
            if (line.trim().isEmpty() || line.startsWith('#')) return
            if (separator == null) separator = line.contains('\t') ? '\t' : ','
            final cells = split(line, separator)
            if (cells == null) {
                problems << "${name}:${number}: a quote is not closed; expected every \" to have its partner on the same line".toString()
            }
            else if (header == null) {
                header = cells
                headerLine = number
            }
            else if (cells.size() != header.size()) {
                problems << "${name}:${number}: found ${cells.size()} cells, expected ${header.size()} as in the header (line ${headerLine}); put a value that holds '${separator == '\t' ? 'a tab' : separator}' in double quotes".toString()
            }
            else if (cells.any()) {
                rows[number] = cells
            }
        }
    }

    /** What is wrong with the header: columns that the schema does not know, that are missing, or there twice. */
    List<String> headerProblems(Schema columns) {
        if (header == null) return ["${name}:1: the sheet is empty; expected a header with at least ${columns.required.join(', ')}".toString()]
        final where = "${name}:${headerLine}"
        final List<String> found = []
        header.countBy { it }.each { column, count ->
            if (count > 1) found << "${where}: column '${column}' is there ${count} times; keep one".toString()
        }
        header.unique(false).findAll { column -> !columns.properties.containsKey(column) }.each { column ->
            final near = columns.nearest(column)
            found << "${where}: unknown column '${column}'; ${near ? "did you mean ${near}?" : 'known are ' + columns.properties.keySet().join(', ')}".toString()
        }
        (columns.required - header).each { column ->
            found << "${where}: column '${column}' is missing; add it (needed are ${columns.required.join(', ')})".toString()
        }
        return found
    }

    private static List<String> split(String line, String separator) {
        final List<String> cells = []
        final cell = new StringBuilder()
        boolean quoted = false
        for (int i = 0; i < line.size(); i++) {
            final c = line[i]
            if (quoted) {
                if (c != '"') cell << c
                else if (i + 1 < line.size() && line[i + 1] == '"') {
                    cell << '"'
                    i++
                }
                else quoted = false
            }
            else if (c == '"' && cell.toString().trim().isEmpty()) {
                cell.setLength(0)
                quoted = true
            }
            else if (c == separator) {
                cells << cell.toString().trim()
                cell.setLength(0)
            }
            else cell << c
        }
        if (quoted) return null
        cells << cell.toString().trim()
        return cells
    }
}
