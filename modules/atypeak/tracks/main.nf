process TRACKS {
    tag "${meta.id}"
    label 'stream'
    container Images.of('tracks', params, workflow)

    input:
    tuple val(meta), path(final_bed), path(scores), path(regions), path(phantoms), path(chrom_sizes, stageAs: 'sizes/*')

    output:
    tuple val(meta), path("${prefix}.final.bb"), emit: final_bigbed
    tuple val(meta), path("${prefix}.mean_score.bw"), emit: mean_score
    tuple val(meta), path("${prefix}.phantoms.bb"), optional: true, emit: phantoms
    path 'versions.yml', emit: versions

    script:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    tracks --final-bed ${final_bed} --scores ${scores} --regions ${regions} \\
        ${phantoms ? "--phantoms ${phantoms} --output-phantoms ${prefix}.phantoms.bb" : ''} \\
        ${chrom_sizes ? "--chrom-sizes ${chrom_sizes}" : ''} --threads ${task.cpus} ${task.ext.args ?: ''} \\
        --output-bigbed ${prefix}.final.bb --output-bigwig ${prefix}.mean_score.bw
    tool-version ${task.process} tracks > versions.yml
    """

    stub:
    prefix = task.ext.prefix ?: "${meta.id}"
    """
    touch ${prefix}.final.bb ${prefix}.mean_score.bw ${phantoms ? "${prefix}.phantoms.bb" : ''}
    tool-version ${task.process} tracks --stub > versions.yml
    """
}
