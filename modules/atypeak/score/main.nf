process SCORE {
    tag "${meta.cell_line} model ${member} shard ${shard}/${shards}"
    label 'network'
    ext memory_mb: { Resources.taskMb(Resources.scoringMb(meta, task.cpus)) }
    container Images.of('score', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(model), val(member), val(shard), val(shards)

    output:
    tuple val(meta), path("${meta.cell_line}.${member}.${shard}.scores.tsv.gz"), emit: scores
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    score --tensor ${tensor} --model ${model} --shard ${shard}/${shards} --threads ${task.cpus} \\
        ${task.ext.args ?: ''} --output ${meta.cell_line}.${member}.${shard}.scores.tsv.gz
    tool-version ${task.process} score > versions.yml
    """

    stub:
    """
    gzip -n < /dev/null > ${meta.cell_line}.${member}.${shard}.scores.tsv.gz
    tool-version ${task.process} score --stub > versions.yml
    """
}

// A few windows, before and after rebuilding, to look at before the whole catalogue is scored.
process EXAMPLES {
    tag "${meta.cell_line} model ${member}"
    label 'network'
    ext memory_mb: { Resources.taskMb(Resources.examplesMb(meta, task.cpus)) }
    container Images.of('score', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(model), val(member), val(count)

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.examples.${member}.tsv.gz"), emit: examples
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    score --tensor ${tensor} --model ${model} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --dense-windows most-peaks:${count} --dense-output ${meta.cell_line}/${meta.cell_line}.examples.${member}.tsv.gz
    tool-version ${task.process} score > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    gzip -n < /dev/null > ${meta.cell_line}/${meta.cell_line}.examples.${member}.tsv.gz
    tool-version ${task.process} score --stub > versions.yml
    """
}
