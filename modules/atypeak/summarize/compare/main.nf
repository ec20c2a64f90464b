process SUMMARIZE_COMPARE {
    tag "${[documents].flatten().size()} documents"
    label 'stream'
    container Images.of('summarize', params, workflow)

    input:
    path documents, stageAs: 'documents/*'

    output:
    path 'run.document.json', emit: document
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    summarize --compare documents/*.json --threads ${task.cpus} ${task.ext.args ?: ''} --output run.document.json
    tool-version ${task.process} summarize > versions.yml
    """

    stub:
    """
    printf '{"format":1,"method":"atypeak","kind":"run","item":"run","noun":{"one":"cell line","many":"cell lines"},"version":"","revision":"","lead":"","warnings":[],"keyFigures":[],"sections":[],"missing":[],"tracks":[],"locus":"","digests":{}}\\n' > run.document.json
    tool-version ${task.process} summarize --stub > versions.yml
    """
}
