process JUDGE {
    tag "${meta.id}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'judge') }
    container Images.of('judge', params, workflow)

    input:
    tuple val(meta), path(models, stageAs: 'model?/*'), path(tensors, stageAs: 'tensor?/*'), path(truths, stageAs: 'truth?/*'), path(q_scores, stageAs: 'q?/*')

    output:
    tuple val(meta), path("${meta.id}"), emit: judged
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    judge --experiment '${meta.id}' ${meta.labels.collect { name -> "--label '${name}'" }.join(' ')} \\
        ${[models].flatten().collect { file -> "--model ${file}" }.join(' ')} \\
        ${[tensors].flatten().collect { file -> "--tensor ${file}" }.join(' ')} \\
        ${[truths].flatten().collect { file -> "--truth ${file}" }.join(' ')} \\
        ${[q_scores].flatten().collect { folder -> "--total-q ${folder}/total.txt" }.join(' ')} \\
        --threads ${task.cpus} ${task.ext.args ?: ''} --output ${meta.id}
    tool-version ${task.process} judge > versions.yml
    """

    stub:
    """
    mkdir ${meta.id}
    for name in measures.tsv pictures.tsv phantoms.svg; do touch ${meta.id}/\$name; done
    tool-version ${task.process} judge --stub > versions.yml
    """
}
