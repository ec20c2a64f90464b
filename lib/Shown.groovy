import groovy.transform.CompileStatic

/** Text of other people as a message shows it: on one line, not too long, and without characters that a terminal would obey. */
@CompileStatic
class Shown {

    private static final int LONGEST_VALUE = 80
    private static final int LONGEST_NAME = 400
    private static final int LONGEST_LINE = 2000

    /** A value, cut where it is long. */
    static String value(Object value) {
        return cut(String.valueOf(value), LONGEST_VALUE)
    }

    /** The name of a file: of these, more has to be seen. */
    static String name(Object name) {
        return cut(String.valueOf(name), LONGEST_NAME)
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) return escape(text)
        return "${escape(start(text, longest - 20))}… (${String.format(Locale.ROOT, '%,d', text.length())} characters)".toString()
    }

    /** A whole message. Its values were cut before; this is for those that were not. */
    static String line(String message) {
        return escape(message.length() <= LONGEST_LINE ? message : start(message, LONGEST_LINE) + '…')
    }

    /** Control characters, separators of lines and marks that turn the direction of text, written as they would be in a program. */
    static String escape(String text) {
        final shown = new StringBuilder(text.length())
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i)
            switch (c) {
                case '\n' as char: shown.append('\\n'); break
                case '\r' as char: shown.append('\\r'); break
                case '\t' as char: shown.append('\\t'); break
                default:
                    if (isHidden(c)) shown.append(String.format(Locale.ROOT, '\\u%04X', (int) c))
                    else shown.append(c)
            }
        }
        return shown.toString()
    }

    private static boolean isHidden(char c) {
        final type = Character.getType(c)
        return Character.isISOControl(c) || type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR
    }

    /** No half of a character at the end. */
    private static String start(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length)
    }
}
