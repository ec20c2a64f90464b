process SUMMARIZE {
    tag "${meta.cell_line}"
    label 'stream'
    ext memory_mb: { Resources.taskMb(Resources.summarizeMb(meta)) }
    container Images.of('summarize', params, workflow)

    input:
    tuple val(meta), path(normalised, stageAs: 'results/*'), path(q_score, stageAs: 'results/q_score'), path(models, stageAs: 'results/model/?/*'), path(tensor, stageAs: 'results/intermediate/*'), path(interpretation, stageAs: 'results/interpretation'), val(options)

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.summary.json"), emit: summary
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    summarize --results results --cell-line ${meta.cell_line} ${options} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output ${meta.cell_line}/${meta.cell_line}.summary.json
    tool-version ${task.process} summarize > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    printf '{"format":1,"cellLine":"%s","warnings":[],"missing":[{"part":"all","reason":"this was a stub run: nothing was computed"}]}\\n' \\
        ${meta.cell_line} > ${meta.cell_line}/${meta.cell_line}.summary.json
    tool-version ${task.process} summarize --stub > versions.yml
    """
}
