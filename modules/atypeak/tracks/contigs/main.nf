process TRACKS_CONTIGS {
    tag "${[beds].flatten().size()} files"
    label 'stream'
    container Images.of('tracks', params, workflow)

    input:
    path beds, stageAs: 'beds/?/*'
    val genome // assembly, or empty: contigs end with the last peak of all files

    output:
    path 'run.chrom.sizes', emit: chrom_sizes
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    tracks --contigs-of beds/*/* ${genome ? "--genome ${Options.quote(genome)}" : ''} ${task.ext.args ?: ''} \\
        --output-chrom-sizes run.chrom.sizes
    tool-version ${task.process} tracks > versions.yml
    """

    stub:
    """
    touch run.chrom.sizes
    tool-version ${task.process} tracks --stub > versions.yml
    """
}
