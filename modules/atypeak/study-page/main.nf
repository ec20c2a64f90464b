process STUDY_PAGE {
    tag 'study'
    label 'stream'
    container Images.of('study-page', params, workflow)

    input:
    path judged
    val about

    output:
    path 'study.tsv', emit: table
    path 'study.html', emit: page
    path 'versions.yml', emit: versions

    script:
    """
    export CRELENS_MEMORY_MB=${task.memory.toMega()}
    study-page ${[judged].flatten().collect { folder -> "--input ${folder}" }.join(' ')} --about '${about}' \\
        ${task.ext.args ?: ''} --output-table study.tsv --output-page study.html
    tool-version ${task.process} study-page > versions.yml
    """

    stub:
    """
    touch study.tsv study.html
    tool-version ${task.process} study-page --stub > versions.yml
    """
}
