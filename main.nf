#!/usr/bin/env nextflow
// Checks parameters and sheet, stops before anything is submitted when something is wrong, and calls the workflow of --method.
include { ATYPEAK } from './workflows/atypeak'
include { STUDY   } from './workflows/study'

workflow {
    main:
    run = Checks.of(projectDir, workflow.launchDir, params, GivenParameters.of(workflow.commandLine, workflow.launchDir))
    if (run.isTrue('help') && run.method) {
        println(run.parameters.help(workflow.manifest.version, params.method, run.method))
        exit(0)
    }
    if (run.isTrue('version')) {
        println("crelens ${workflow.manifest.version}")
        exit(0)
    }

    run.include(Platform.of(workflow.profile, params, workflow.workDir, run.items))
    if (run.problems) {
        run.complain()
        RunInfo.withdraw(params.outdir, workflow.launchDir)
        exit(run.exitStatus)
    }
    Platform.limitTasks(params)
    if (!Images.ready(params, workflow)) {
        RunInfo.withdraw(params.outdir, workflow.launchDir)
        exit(2)
    }
    if (nextflow.version.matches('>25.04.4')) {
        log.warn("Nextflow ${nextflow.version} is newer than the releases that this pipeline was tested with (24.10.0 to 25.04.4)")
    }
    run.method.summary().each { line -> log.info(line) }
    (run.remarks + Images.remarks(params, workflow)).each { line -> log.warn(line) }
    LongTasks.watch { line -> log.info(line) }

    info = file("${params.outdir}/pipeline_info")
    RunInfo.write(info, 'params.json', RunInfo.parameters(run.values, run.items))
    RunInfo.write(info, 'machine.json', RunInfo.machine())

    def done = channel.empty()
    def versions = channel.empty()
    if (run.values.study) {
        STUDY(
            AtypeakStudy.plan(run.values),
            run.values.seed as int,
            RunInfo.settings(run.values, run.items, run.parameters.properties)
        )
        done = STUDY.out.done
        versions = STUDY.out.versions
    }
    else if (run.values.method == 'atypeak') {
        ATYPEAK(
            channel.fromList(run.items).map { item -> tuple([id: item.id, cell_line: item.cell_line], item) },
            run.method.plan()
        )
        done = ATYPEAK.out.done
        versions = ATYPEAK.out.versions
    }

    progress = new Progress(run.method.expected())
    done.subscribe { step, id -> progress.leave(step, id) }
    gather_versions(versions, info)
    at_the_end(workflow, progress, run.method)
}

// What ran: one entry per process, however many tasks it had.
def gather_versions(versions, folder) {
    versions
        .map { file -> file.text }
        .unique()
        .collectFile(
            name: 'versions.yml',
            storeDir: folder,
            newLine: false,
            sort: true,
            seed: RunInfo.versions(workflow.manifest.version, workflow.commitId, workflow.nextflow.version.toString())
        )
}

// A function of its own: inside the handler the names of the workflow mean something else.
def at_the_end(run, progress, method) {
    run.onComplete {
        LongTasks.end()
        if (!run.success) {
            log.info('The run did not finish. What is done is kept: remove the cause and run again with -resume. Help: docs/troubleshooting.md')
        }
        else if (run.preview || progress.complete()) {
            log.info(method.lastWords())
        }
    }
}
