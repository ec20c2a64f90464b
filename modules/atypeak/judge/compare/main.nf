// All experiments of a study in one table, and what the report says about them together.
process JUDGE_COMPARE {
    tag "${meta.id}"
    label 'stream'
    container Images.of('judge', params, workflow)

    input:
    tuple val(meta), path(measures, stageAs: 'measures?/*'), val(about)

    output:
    tuple val(meta), path("${prefix}.tsv"), emit: table
    tuple val(meta), path("${prefix}.document.json"), emit: document
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    judge --compare ${measures} --about ${Options.quote(about)} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output-measures ${prefix}.tsv --output-document ${prefix}.document.json
    tool-version ${task.process} judge > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch ${prefix}.tsv ${prefix}.document.json
    tool-version ${task.process} judge --stub > versions.yml
    """
}
