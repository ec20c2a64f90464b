import groovy.transform.CompileStatic
import java.nio.ByteBuffer
import java.nio.charset.CodingErrorAction
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path

/**
 * A comma- or tab-separated table: the first line that holds something is the header. Quotes as in RFC 4180, line ends of any system,
 * blank lines and lines that start with # are skipped. What is no such table is told in one line.
 */
@CompileStatic
class SheetTable {

    // More than any sheet needs, and few enough that a wrong file is refused at once.
    private static final long MOST_BYTES = 16_000_000L
    private static final int MOST_ROWS = 10_000
    private static final int MOST_COLUMNS = 1_000
    private static final int QUOTE = 0x22
    private static final int BLANK = 0x20

    final String name
    final List<String> problems = []
    List<String> header = null
    int headerLine = 0
    /** Cells by the line they stand on; as many as the header has. */
    final Map<Integer, List<String>> rows = new LinkedHashMap<>()

    /**
     * @param name of the file as the user gave it, for messages
     * @throws IOException when the file cannot be read
     */
    static SheetTable of(String name, Path file) throws IOException {
        final table = new SheetTable(name)
        final size = Files.size(file)
        if (size > MOST_BYTES) {
            table.refuse("the file has ${size.intdiv(1_000_000)} MB, a sheet at most ${MOST_BYTES.intdiv(1_000_000L)}; is it another file? Give the path of the sample sheet")
            return table
        }
        final bytes = Files.readAllBytes(file)
        final other = kindOf(bytes)
        if (other) {
            table.refuse("${other}; save the sheet as text with commas or tabs (CSV or TSV), in UTF-8")
            return table
        }
        final decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
        final from = ByteBuffer.wrap(bytes)
        final text = java.nio.CharBuffer.allocate(bytes.length)
        if (decoder.decode(from, text, true).error) {
            table.problems << "${Shown.name(name)}:${lineOf(bytes, from.position())}: holds bytes that are not UTF-8; save the sheet as UTF-8".toString()
            return table
        }
        table.read(text.flip().toString().replaceFirst('^\uFEFF', ''))
        return table
    }

    private SheetTable(String name) {
        this.name = name
    }

    private void refuse(CharSequence reason) {
        problems << "${Shown.name(name)}: ${reason}".toString()
    }

    /** What a file is that is no text in UTF-8, by its first bytes; null when it may be a sheet. */
    private static String kindOf(byte[] bytes) {
        if (startsWith(bytes, 0x50, 0x4B, 0x03, 0x04)) return 'this is an Excel workbook (or another zip file)'
        if (startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) return 'this is an Excel workbook of the old kind'
        if (startsWith(bytes, 0x1F, 0x8B) || startsWith(bytes, 0xFD, 0x37, 0x7A, 0x58) || startsWith(bytes, 0x42, 0x5A, 0x68)) return 'this file is compressed'
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) return 'this file is in UTF-16'
        for (int i = 0; i < Math.min(bytes.length, 4); i++) if (bytes[i] == 0) return 'this file is in UTF-16, or no text'
        return null
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) return false
        for (int i = 0; i < start.length; i++) if ((bytes[i] & 0xFF) != start[i]) return false
        return true
    }

    /** Lines end as {@link #read} ends them. */
    private static int lineOf(byte[] bytes, int offset) {
        int line = 1
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == (byte) 10 || (bytes[i] == (byte) 13 && !(i + 1 < bytes.length && bytes[i + 1] == (byte) 10))) line++
        }
        return line
    }

    private void read(String text) {
        final first = text.stripLeading()
        if (first.startsWith('{') || first.startsWith('[') || first.startsWith('<')) {
            refuse("this is ${first.startsWith('<') ? 'HTML or XML' : 'JSON'}; expected a table with a header, separated by commas or tabs")
            return
        }
        String separator = null
        int number = 0
        for (final line in text.split('\r\n|\n|\r', -1)) {
            number++
            if (line.isBlank() || line.startsWith('#')) continue
            if (separator == null) {
                separator = line.contains('\t') ? '\t' : ','
                if (separator == ',' && !line.contains(',') && line.contains(';')) {
                    problems << "${Shown.name(name)}:${number}: the columns are separated by semicolons; expected commas or tabs: save the sheet anew with one of them".toString()
                    return
                }
            }
            final cells = split(line, separator)
            if (cells == null) {
                problems << "${Shown.name(name)}:${number}: a quote is not closed; expected every \" to have its partner on the same line".toString()
            }
            else if (cells.size() > MOST_COLUMNS) {
                problems << "${Shown.name(name)}:${number}: found ${cells.size()} cells on one line; is this a sample sheet?".toString()
                header = null
                return
            }
            else if (header == null) {
                header = cells
                headerLine = number
            }
            else if (cells.size() != header.size()) {
                problems << "${Shown.name(name)}:${number}: found ${cells.size()} cells, expected ${header.size()} as in the header (line ${headerLine}); put a value that holds '${separator == '\t' ? 'a tab' : separator}' in double quotes".toString()
            }
            else if (cells.any { cell -> !cell.isEmpty() }) {
                rows[number] = cells
            }
            if (rows.size() + problems.size() > MOST_ROWS) {
                refuse("more than ${MOST_ROWS} rows; is this a sample sheet?")
                header = null
                return
            }
        }
    }

    /** What is wrong with the header: columns that the schema does not know, that are missing, or there twice. */
    List<String> headerProblems(Schema columns) {
        if (header == null) {
            return problems ? [] as List<String> : ["${Shown.name(name)}:1: the sheet is empty; expected a header with at least ${columns.required.join(', ')}".toString()]
        }
        final where = "${Shown.name(name)}:${headerLine}"
        final List<String> found = []
        final List<String> missing = columns.required - header
        final Map<String, Integer> counts = header.countBy { column -> column }
        counts.each { String column, Integer count ->
            if (count > 1) found << "${where}: column '${Shown.value(column)}' is there ${count} times; keep one".toString()
        }
        counts.keySet().findAll { column -> !columns.properties.containsKey(column) }.each { String column ->
            final near = columns.nearest(column)
            // One line for a column in another spelling: it is not missing as well.
            missing.remove(near)
            found << "${where}: unknown column '${Shown.value(column)}'; ${near ? "did you mean ${near}?" : 'known are ' + columns.properties.keySet().join(', ')}".toString()
        }
        missing.each { String column ->
            found << "${where}: column '${column}' is missing; add it (needed are ${columns.required.join(', ')})".toString()
        }
        return found
    }

    private static List<String> split(String line, String separator) {
        final int between = separator.codePointAt(0)
        final List<String> cells = []
        final cell = new StringBuilder()
        boolean quoted = false
        // Whether the cell has nothing but blanks yet: only there a quote opens.
        boolean blank = true
        final int length = line.length()
        for (int i = 0; i < length; i++) {
            final int c = line.charAt(i) as int
            if (quoted) {
                if (c != QUOTE) cell.append((char) c)
                else if (i + 1 < length && (line.charAt(i + 1) as int) == QUOTE) {
                    cell.append((char) c)
                    i++
                }
                else quoted = false
            }
            else if (c == QUOTE && blank) {
                cell.setLength(0)
                quoted = true
                blank = false
            }
            else if (c == between) {
                cells.add(cell.toString().trim())
                cell.setLength(0)
                blank = true
            }
            else {
                cell.append((char) c)
                if (c > BLANK) blank = false
            }
        }
        if (quoted) return null
        cells.add(cell.toString().trim())
        return cells
    }
}
