import java.util.concurrent.ConcurrentHashMap

/**
 * Which items have left which step. A run without a failed task that lacks an item's result has failed, too. It is judged when the run has
 * ended, so that a task that failed is always told first (nextflow-io/nextflow#3828).
 */
class Progress {

    private final Map<String, List<String>> expected
    private final Set<List<String>> done = ConcurrentHashMap.newKeySet()

    /** @param expected steps in their order, and the ids of the items that have to leave each */
    Progress(Map<String, List<String>> expected) {
        this.expected = expected
    }

    void leave(String step, String id) {
        done.add([step, id])
    }

    /** For every item that lacks a result one line, which names the first step that it has not left. */
    List<String> missing() {
        final Map<String, String> first = [:]
        expected.each { step, ids ->
            ids.findAll { id -> !done.contains([step, id]) }.each { id -> first.putIfAbsent(id, step) }
        }
        return first.collect { id, step -> "${id}: no task failed, and yet ${step} left no result".toString() }
    }

    /** Whether all items have their results. A run that has ended without a failed task and lacks one is made to fail. */
    boolean complete() {
        final lines = missing()
        if (!lines) return true
        lines.each { System.err.println(it) }
        System.err.println('This is a fault of the pipeline, not of your data: please report it, with the file .nextflow.log.')
        Platform.fail("results are missing: ${lines.join('; ')}")
        return false
    }
}
