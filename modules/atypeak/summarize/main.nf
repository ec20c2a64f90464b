process SUMMARIZE {
    tag "${meta.id}"
    label 'stream'
    ext memory_mb: { Needs.memory(meta.id, 'summarize') }
    container Images.of('summarize', params, workflow)

    input:
    tuple val(meta), path(normalised, stageAs: 'results/*'), path(q_score, stageAs: 'results/q_score'), path(models, stageAs: 'results/model/?/*'), path(tensor, stageAs: 'results/intermediate/*'), path(interpretation, stageAs: 'results/interpretation'), val(options)

    output:
    tuple val(meta), path("${prefix}.document.json"), emit: document
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    summarize --results results --cell-line ${meta.cell_line} ${options} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output ${prefix}.document.json
    tool-version ${task.process} summarize > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    printf '{"format":1,"method":"atypeak","kind":"item","item":"%s","noun":{"one":"cell line","many":"cell lines"},"version":"","revision":"","lead":"","warnings":[],"keyFigures":[],"sections":[],"missing":[{"part":"All results","reason":"This was a stub run, which computes nothing."}],"tracks":[],"locus":"","digests":{}}\\n' \\
        ${meta.cell_line} > ${prefix}.document.json
    tool-version ${task.process} summarize --stub > versions.yml
    """
}
