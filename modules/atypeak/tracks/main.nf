process TRACKS {
    tag "${meta.cell_line}"
    label 'stream'
    container Images.of('tracks', params, workflow)

    input:
    tuple val(meta), path(final_bed), path(scores), path(regions), path(phantoms), path(chrom_sizes, stageAs: 'sizes/*')

    output:
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.final.bb"), emit: final_bigbed
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.mean_score.bw"), emit: mean_score
    tuple val(meta), path("${meta.cell_line}/${meta.cell_line}.phantoms.bb"), optional: true, emit: phantoms
    path 'versions.yml', emit: versions

    script:
    """
    mkdir -p ${meta.cell_line}
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    tracks --final-bed ${final_bed} --scores ${scores} --regions ${regions} \\
        ${phantoms ? "--phantoms ${phantoms} --output-phantoms ${meta.cell_line}/${meta.cell_line}.phantoms.bb" : ''} \\
        ${chrom_sizes ? "--chrom-sizes ${chrom_sizes}" : ''} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output-bigbed ${meta.cell_line}/${meta.cell_line}.final.bb \\
        --output-bigwig ${meta.cell_line}/${meta.cell_line}.mean_score.bw
    tool-version ${task.process} tracks > versions.yml
    """

    stub:
    """
    mkdir -p ${meta.cell_line}
    touch ${meta.cell_line}/${meta.cell_line}.final.bb ${meta.cell_line}/${meta.cell_line}.mean_score.bw
    ${phantoms ? "touch ${meta.cell_line}/${meta.cell_line}.phantoms.bb" : ''}
    tool-version ${task.process} tracks --stub > versions.yml
    """
}
