process SCORE {
    tag "${meta.id} model ${member} shard ${shard}/${shards}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'score') }
    container Images.of('score', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(model), val(member), val(shard), val(shards)

    output:
    tuple val(meta), path("${prefix}.scores.tsv.gz"), emit: scores
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}.${member}.${shard}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    score --tensor ${tensor} --model ${model} --shard ${shard}/${shards} --threads ${task.cpus} \\
        ${task.ext.args ?: ''} --output ${prefix}.scores.tsv.gz
    tool-version ${task.process} score > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}.${member}.${shard}"
    """
    gzip -n < /dev/null > ${prefix}.scores.tsv.gz
    tool-version ${task.process} score --stub > versions.yml
    """
}

// A few windows, before and after rebuilding, to look at before the whole catalogue is scored.
process EXAMPLES {
    tag "${meta.id} model ${member}"
    label 'network'
    ext memory_mb: { Needs.memory(meta.id, 'examples') }
    container Images.of('score', params, workflow)

    input:
    tuple val(meta), path(tensor), path(index), path(model), val(member), val(count)

    output:
    tuple val(meta), path("${prefix}.examples.${member}.tsv.gz"), emit: examples
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    score --tensor ${tensor} --model ${model} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --dense-windows most-peaks:${count} --dense-output ${prefix}.examples.${member}.tsv.gz
    tool-version ${task.process} score > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    gzip -n < /dev/null > ${prefix}.examples.${member}.tsv.gz
    tool-version ${task.process} score --stub > versions.yml
    """
}
