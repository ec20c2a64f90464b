// The models of each cell line: one per seed, or those that came with it.
include { CRUMB } from '../../modules/atypeak/crumb/main'
include { TRAIN } from '../../modules/atypeak/train/main'

workflow TRAINING {
    take:
    prepared // one item per cell line: [ meta, tensor, index, map of AtypeakMethod ]
    seeds // list: one model is trained with each

    main:
    // Training reads the crumbed tensor. Cell lines that came with models need none.
    to_train = prepared.filter { _meta, _tensor, _index, item -> !item.models }
    CRUMB(to_train.map { meta, tensor, index, item -> tuple(meta, tensor, index, item.options.crumb) })
    TRAIN(
        CRUMB.out.tensor
            .join(to_train.map { meta, _tensor, _index, item -> tuple(meta, item.source_weights, item.options.train) })
            .combine(channel.fromList(seeds))
    )

    // Models in the order of their seeds, or of the sheet: the order is part of what a task is.
    trained = TRAIN.out.model
        .groupTuple(size: seeds.size())
        .map { meta, of_seeds, models -> tuple(meta, [of_seeds, models].transpose().sort { pair -> pair[0] }.collect { pair -> pair[1] }) }
    given = prepared
        .filter { _meta, _tensor, _index, item -> item.models }
        .map { meta, _tensor, _index, item -> tuple(meta, item.models) }

    emit:
    models = trained.mix(given) // one item per cell line: [ meta, [model.zip] ]
    done = trained.map { meta, _models -> tuple('training', meta.id) } // [ step, id ]
    versions = CRUMB.out.versions.mix(TRAIN.out.versions) // versions.yml of every task
}
