process MERGE_WINDOWS {
    tag "${meta.cell_line}"
    label 'stream'
    ext memory_mb: { Resources.taskMb(Resources.mergeMb(meta.rows * models)) }
    container Images.of('merge-windows', params, workflow)

    input:
    tuple val(meta), path(scores), val(models)

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.raw.bed.gz"), path("${meta.cell_line}/${meta.cell_line}.raw.bed.gz.tbi"), emit: raw
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    merge-windows --scores ${scores} ${task.ext.args ?: ''} --output ${meta.cell_line}/${meta.cell_line}.raw.bed.gz
    tool-version ${task.process} merge-windows > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    gzip -n < /dev/null > ${meta.cell_line}/${meta.cell_line}.raw.bed.gz
    touch ${meta.cell_line}/${meta.cell_line}.raw.bed.gz.tbi
    tool-version ${task.process} merge-windows --stub > versions.yml
    """
}
