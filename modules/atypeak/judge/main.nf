process JUDGE {
    tag "${meta.id}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'judge') }
    container Images.of('judge', params, workflow)

    input:
    tuple val(meta), path(models, stageAs: 'model?/*'), path(tensors, stageAs: 'tensor?/*'), path(truths, stageAs: 'truth?/*'), path(q_scores, stageAs: 'q?/*')

    output:
    tuple val(meta), path('measures.tsv'), emit: measures
    tuple val(meta), path("${prefix}.document.json"), emit: document
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    judge --experiment '${meta.id}' ${meta.labels.collect { name -> "--label '${name}'" }.join(' ')} \\
        ${[models].flatten().collect { file -> "--model ${file}" }.join(' ')} \\
        ${[tensors].flatten().collect { file -> "--tensor ${file}" }.join(' ')} \\
        ${[truths].flatten().collect { file -> "--truth ${file}" }.join(' ')} \\
        ${[q_scores].flatten().collect { folder -> "--total-q ${folder}/total.txt" }.join(' ')} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output-measures measures.tsv --output-document ${prefix}.document.json
    tool-version ${task.process} judge > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch measures.tsv ${prefix}.document.json
    tool-version ${task.process} judge --stub > versions.yml
    """
}
