/** Options of executables: names in kebab-case, values quoted for the shell. */
class Options {

    /** Options by name, those without a value left out. */
    static String line(Map<String, Object> values) {
        return values.findAll { name, value -> value != null }.collect { name, value -> "--${name.replace('_', '-')} ${quote(value)}" }.join(' ')
    }

    /** An option that is given once for every part of a list. */
    static String each(String name, Object values) {
        return parts(values).collect { value -> "--${name} ${quote(value)}" }.join(' ')
    }

    /** Parts of a list that ';' separates. */
    static List<String> parts(Object values) {
        return values == null ? [] : values.toString().split(';')*.trim().findAll { it }
    }

    /** One word to the shell, whatever it holds. */
    static String quote(Object value) {
        final text = value.toString()
        return text ==~ /[A-Za-z0-9.,=_+-]+/ ? text : "'" + text.replace("'", "'\\''") + "'"
    }
}
