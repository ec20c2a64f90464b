process RESOURCES {
    tag "${meta.id}"
    label 'stream'
    container Images.of('resources', params, workflow)

    input:
    tuple val(meta), path(summary), path(models, stageAs: 'model?/*'), val(options), val(shards)

    output:
    tuple val(meta), path("${prefix}.resources.tsv"), emit: table
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    resources --summary ${summary} ${[models].flatten().collect { model -> "--model ${model}" }.join(' ')} ${options} \\
        ${shards ? "--shards ${shards}" : ''} ${task.ext.args ?: ''} --output ${prefix}.resources.tsv
    tool-version ${task.process} resources > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    {
        printf '%s\\t%s\\t%s\\t%s\\t%s\\n' step cpus memory_mb seconds shards
        memory=1024
        for step in train score examples qscore interpret merge-windows normalize summarize judge; do
            printf '%s\\t1\\t%d\\t1\\t%d\\n' \$step \$memory ${shards ?: 1}
            memory=\$((memory + 256))
        done
    } > ${prefix}.resources.tsv
    tool-version ${task.process} resources --stub > versions.yml
    """
}
