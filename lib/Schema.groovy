import groovy.json.JsonSlurper
import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path

/**
 * The part of JSON schema that our schema files use, read here so that nothing has to be fetched: types, limits, enum, pattern, and
 * references from a sheet's schema to that of the parameters.
 */
class Schema {

    // Longer names are no slip of the fingers.
    private static final int LONGEST_NAME = 100
    // Of a value, and of a list of files.
    private static final int MOST_CHARACTERS = 20_000
    static final int MOST_CHARACTERS_OF_FILES = 50_000
    private static final int LONG_LIST = 1_000

    /** Every property by name, in the order of the file. */
    final Map<String, Map> properties
    /** Groups of parameters, in the order of the file: title, names, and the method that they belong to, null when they belong to all. */
    final List<Map> groups
    final List<String> required

    private Schema(Map<String, Map> properties, List<Map> groups, List<String> required) {
        this.properties = properties
        this.groups = groups
        this.required = required
    }

    static Schema ofParameters(Path file) {
        final definitions = parse(file).'$defs' as Map<String, Map>
        final Map<String, Map> properties = [:]
        definitions.values().each { group -> properties.putAll(group.properties as Map<String, Map>) }
        final methods = properties.method.enum as List<String>
        final groups = definitions.collect { key, group ->
            [title: group.title, method: methods.find { method -> key.startsWith(method + '_') }, names: (group.properties as Map).keySet().toList()]
        }
        return new Schema(properties, groups, [])
    }

    static Schema ofSheet(Path file) {
        final Map items = parse(file).items as Map
        final Map<String, Map> properties = [:]
        (items.properties as Map<String, Map>).each { name, property ->
            properties[name] = property.'$ref' ? refer(file, property.'$ref' as String) : property
        }
        return new Schema(properties, [], items.required as List<String>)
    }

    private static Map parse(Path file) {
        return new JsonSlurper().parseText(file.getText('UTF-8')) as Map
    }

    private static Map refer(Path from, String reference) {
        final parts = reference.split('#')
        def node = parse(from.resolveSibling(parts[0]))
        parts[1].split('/').findAll { it }.each { step -> node = (node as Map)[step] }
        if (node == null) throw new IllegalStateException("${from}: ${reference} points nowhere")
        return node as Map
    }

    /** Methods by name, as the parameter method lists them. */
    List<String> getMethods() {
        return properties.method.enum as List<String>
    }

    /** Parameters that all methods share, and those of one. */
    Map<String, Map> ofMethod(String method) {
        return properties.subMap(groups.findAll { group -> group.method in [null, method] }.collectMany { group -> group.names })
    }

    /**
     * Parameters that belong to another method and are given all the same, one problem each. The schema's own default is no value: launch
     * forms send it for every parameter they know.
     */
    List<String> foreign(String method, Map<String, Object> params) {
        return groups.findAll { group -> !(group.method in [null, method]) }.collectMany { group ->
            group.names.findAll { name -> params[name] != null && !isDefault(name, params[name]) }.collect { name ->
                "--${name}: belongs to method ${group.method}, and this run is of ${method}; leave it out, or give --method ${group.method}".toString()
            }
        }
    }

    private boolean isDefault(String name, Object value) {
        final preset = defaultOf(name)
        return preset != null && canonical(name, value) == canonical(name, preset)
    }

    /** What holds where nothing else says so: the default, or the fallback of a parameter that a preset may also give. */
    Object defaultOf(String name) {
        final property = properties[name]
        return property?.default == null ? property?.fallback : property.default
    }

    /** The name of this schema nearest to {@code name}, or null when none is near. */
    String nearest(String name) {
        return nearest(properties.keySet(), name)
    }

    /** The one of {@code known} nearest to {@code name}, or null when none is near. */
    @CompileStatic
    static String nearest(Collection<String> known, String name) {
        if (name.length() > LONGEST_NAME) return null
        final plain = simplify(name)
        final limit = Math.max(1, plain.length().intdiv(3))
        String best = null
        int least = limit + 1
        for (candidate in known) {
            final differs = distance(simplify(candidate), plain, least)
            if (differs < least) {
                best = candidate
                least = differs
            }
        }
        return best
    }

    @CompileStatic
    static String simplify(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll('[-_ ]', '')
    }

    /** Letters to add, drop, change, or swap with their neighbour; {@code most} when there are as many or more. */
    @CompileStatic
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) >= most) return most
        final int[][] rows = new int[a.length() + 1][b.length() + 1]
        for (int j = 0; j <= b.length(); j++) rows[0][j] = j
        for (int i = 1; i <= a.length(); i++) {
            rows[i][0] = i
            for (int j = 1; j <= b.length(); j++) {
                final int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1
                int least = Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1)
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1)
                }
                rows[i][j] = least
            }
        }
        return Math.min(rows[a.length()][b.length()], most)
    }

    /** A value as its type asks for, where text may stand for it: the strict parser of newer releases hands the words true and false over as text. */
    Object typed(String name, Object value) {
        return isBoolean(properties[name]) && value.toString() in ['true', 'false'] ? value.toString() == 'true' : value
    }

    /**
     * What is wrong with a value, as "expected …, found …", or null.
     *
     * @param value from the command line, a file or a cell of the sheet; text is read as what the type asks for
     */
    String problem(String name, Object value) {
        final property = properties[name]
        final types = [property.type].flatten()
        final most = property.format?.endsWith('path') ? MOST_CHARACTERS_OF_FILES : MOST_CHARACTERS
        if (value instanceof CharSequence && value.length() > most) return "expected at most ${most} characters, found '${Shown.value(value)}'"
        final fits = types.any { type -> fitsType(property, type as String, value) }
        if (fits) return null
        final found = value instanceof Boolean && !types.contains('boolean') ? 'no value' : "'${Shown.value(value)}'"
        return "expected ${expectation(name)}, found ${found}"
    }

    /** Whether a property takes true and false. */
    static boolean isBoolean(Map property) {
        return 'boolean' in [property.type].flatten()
    }

    private static boolean fitsType(Map property, String type, Object value) {
        final text = value.toString()
        switch (type) {
            case 'boolean':
                return text in ['true', 'false']
            case 'object':
                return value instanceof Map
            case 'integer':
            case 'number':
                if (value instanceof Boolean) return false
                final number = numberOf(text)
                if (number == null) return false
                if (type == 'integer' && number.stripTrailingZeros().scale() > 0) return false
                if (property.minimum != null && number < (property.minimum as BigDecimal)) return false
                if (property.exclusiveMinimum != null && number <= (property.exclusiveMinimum as BigDecimal)) return false
                if (property.maximum != null && number > (property.maximum as BigDecimal)) return false
                return true
            default:
                if (value instanceof Boolean || text.trim().isEmpty()) return false
                if (Shown.escape(text) != text) return false
                if (property.enum) return text in property.enum
                return property.pattern == null || matches(text, property.pattern as String)
        }
    }

    /** In a long list, every part would take a step of the stack. A part that is matched is not looked at again then: separators part them. */
    private static boolean matches(String text, String pattern) {
        return text ==~ (text.length() > LONG_LIST ? pattern.replaceFirst(/\)\*\$$/, ')*+\\$') : pattern)
    }

    private static BigDecimal numberOf(String text) {
        return text ==~ /[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?/ ? new BigDecimal(text) : null
    }

    /** What a value has to be, in words. */
    String expectation(String name) {
        final property = properties[name]
        if (property.errorMessage) return property.errorMessage
        if (property.enum) return (property.enum.size() == 1 ? '' : 'one of ') + property.enum.join(', ')
        switch ([property.type].flatten()[0]) {
            case 'boolean': return 'true or false'
            case 'object': return 'a map'
            case 'integer': return "a whole number${limits(property)}"
            case 'number': return "a number${limits(property)}"
            default: return property.format == 'file-path' ? 'a file' : 'text'
        }
    }

    private static String limits(Map property) {
        final low = property.minimum != null ? " from ${property.minimum}" : property.exclusiveMinimum != null ? " above ${property.exclusiveMinimum}" : ''
        final high = property.maximum != null ? (low.startsWith(' above') ? ", at most ${property.maximum}" : " to ${property.maximum}") : ''
        return low + high
    }

    /** One way to write a value, whatever it was read from: 1e-4, 0.0001 and 1.0E-4 are the same task to -resume. */
    String canonical(String name, Object value) {
        final types = [properties[name].type].flatten()
        final number = types.any { it in ['integer', 'number'] } ? numberOf(value.toString()) : null
        return number == null ? value.toString() : number.signum() == 0 ? '0' : number.stripTrailingZeros().toPlainString()
    }

    /** All problems of a set of parameters, one line each. */
    List<String> check(Map<String, Object> params) {
        final List<String> problems = []
        final Set<String> reported = [] as Set
        params.each { name, value ->
            if (!properties.containsKey(name)) {
                // Nextflow may hand out one option under two spellings (a-b and aB).
                if (!reported.add(simplify(name))) return
                final near = nearest(name)
                problems << "--${Shown.value(name)}: unknown parameter; ${near ? "did you mean --${near}?" : '--help lists those there are'}".toString()
            }
            else if (value != null) {
                final problem = problem(name, value)
                if (problem) problems << "--${name}: ${problem}".toString()
            }
        }
        return problems
    }

    /** Help on the parameters of a method, by group. */
    String help(String version, String name, Method method) {
        final text = new StringBuilder()
        text << "crelens ${version}, method ${name}: ${method.question()}\n\n"
        text << 'Usage:\n'
        method.usage().each { line -> text << (line ? "  ${line}\n" : '\n') }
        final chosen = groups.findAll { group -> group.method in [null, name] }
        final width = chosen.collectMany { group -> group.names }*.size().max() + 4
        chosen.each { group ->
            final shown = group.names.findAll { !properties[it].hidden }
            if (!shown) return
            text << "\n${group.title}\n"
            shown.each { parameter ->
                final property = properties[parameter]
                final type = property.enum ? property.enum.join('|') : [property.type].flatten().join('|')
                final value = defaultOf(parameter)
                final preset = value != null && value != false ? ", default ${canonical(parameter, value)}" : ''
                text << "  ${('--' + parameter).padRight(width)}${property.description} [${type}${preset}]\n"
            }
        }
        final others = methods - name
        if (others) text << "\nOther methods: ${others.join(', ')}. Their parameters: ./crelens run --help --method ${others[0]}\n"
        text << '\nMore: docs/usage.md\n'
        return text.toString()
    }
}
