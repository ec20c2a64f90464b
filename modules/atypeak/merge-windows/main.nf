process MERGE_WINDOWS {
    tag "${meta.id}"
    label 'stream'
    ext memory_mb: { Needs.memory(meta.id, 'merge-windows') }
    container Images.of('merge-windows', params, workflow)

    input:
    tuple val(meta), path(scores)

    output:
    tuple val(meta), path("${prefix}.raw.bed.gz"), path("${prefix}.raw.bed.gz.tbi"), emit: raw
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    merge-windows --scores ${scores} ${task.ext.args ?: ''} --output ${prefix}.raw.bed.gz
    tool-version ${task.process} merge-windows > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    gzip -n < /dev/null > ${prefix}.raw.bed.gz
    touch ${prefix}.raw.bed.gz.tbi
    tool-version ${task.process} merge-windows --stub > versions.yml
    """
}
