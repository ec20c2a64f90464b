import groovy.json.JsonSlurper
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipInputStream

/**
 * What a model file says about itself, read before anything is submitted: a file that is no model is refused at once. Only the description is
 * read, which is the first entry of the file.
 */
class TrainedModel {

    private static final String DESCRIPTION = 'crelens.json'

    final int windowLength
    final int squish

    private TrainedModel(Map description) {
        windowLength = description.windowLength as int
        squish = description.squish as int
    }

    /** @throws IOException with the reason when the file cannot be read or is no model */
    static TrainedModel of(Path file) throws IOException {
        final zip = new ZipInputStream(Files.newInputStream(file))
        try {
            for (def entry = zip.nextEntry; entry != null; entry = zip.nextEntry) {
                if (entry.name != DESCRIPTION) continue
                try {
                    return new TrainedModel(new JsonSlurper().parse(zip, 'UTF-8') as Map)
                }
                catch (RuntimeException e) {
                    throw new IOException("its ${DESCRIPTION} is damaged".toString(), e)
                }
            }
        }
        finally {
            zip.close()
        }
        throw new IOException("no ${DESCRIPTION} in it".toString())
    }
}
