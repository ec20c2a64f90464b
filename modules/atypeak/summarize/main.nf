process SUMMARIZE {
    tag "${meta.id}"
    label 'stream'
    ext memory_mb: { Needs.memory(meta.id, 'summarize') }
    container Images.of('summarize', params, workflow)

    input:
    tuple val(meta), path(normalised, stageAs: 'results/*'), path(q_score, stageAs: 'results/q_score'), path(models, stageAs: 'results/model/?/*'), path(tensor, stageAs: 'results/intermediate/*'), path(interpretation, stageAs: 'results/interpretation'), val(options)

    output:
    tuple val(meta), path("${prefix}.summary.json"), emit: summary
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    summarize --results results --cell-line ${meta.cell_line} ${options} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output ${prefix}.summary.json
    tool-version ${task.process} summarize > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    printf '{"format":1,"cellLine":"%s","warnings":[],"missing":[{"part":"all","reason":"this was a stub run: nothing was computed"}]}\\n' \\
        ${meta.cell_line} > ${prefix}.summary.json
    tool-version ${task.process} summarize --stub > versions.yml
    """
}
