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

    private static final int FORMAT = 1
    private static final int LONGEST_DESCRIPTION = 10_000_000

    final int windowLength
    final int squish

    private TrainedModel(Map description) {
        windowLength = description.windowLength as int
        squish = description.squish as int
    }

    /**
     * @param method whose model is expected
     * @throws IOException with the reason when the file cannot be read, is no model, or is one of another method
     */
    static TrainedModel of(Path file, String method) throws IOException {
        final zip = new ZipInputStream(Files.newInputStream(file))
        try {
            for (def entry = zip.nextEntry; entry != null; entry = zip.nextEntry) {
                if (entry.name != DESCRIPTION) continue
                return describe(zip, method)
            }
        }
        finally {
            zip.close()
        }
        throw new IOException("no ${DESCRIPTION} in it".toString())
    }

    private static TrainedModel describe(InputStream description, String method) throws IOException {
        final Map found
        try {
            final bytes = description.readNBytes(LONGEST_DESCRIPTION + 1)
            if (bytes.length > LONGEST_DESCRIPTION) throw new IllegalArgumentException("it has more than ${LONGEST_DESCRIPTION} bytes")
            found = new JsonSlurper().parse(bytes, 'UTF-8') as Map
            // atyPeak's models have no field for the method.
            if (found.format == FORMAT && found.method in [null, method]) return new TrainedModel(found)
        }
        catch (RuntimeException | StackOverflowError e) {
            throw new IOException("its ${DESCRIPTION} is damaged".toString(), e)
        }
        if (found.format != FORMAT) throw new IOException("its format is ${found.format}, this version reads ${FORMAT}".toString())
        throw new IOException("it is one of ${found.method}".toString())
    }
}
