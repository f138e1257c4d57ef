using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Masked language modelling on running text (Devlin et al. 2019, section 3.1): pretraining, or pretraining continued on a user's domain (Gururangan et al. 2020).</summary>
internal static class LanguageModelling
{
    private const string Stage = "pretrain";
    private const ulong ValidationSeed = 0x76616C6964;

    /// <summary>Trains a model in place.</summary>
    /// <param name="model">A model with a masked-LM head.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer, without targets.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation; its validation set is one that <see cref="HeldOut"/> made.</param>
    /// <exception cref="ArgumentException">The model has another head, its vocabulary no mask piece, there are no rows, or options are out of range.</exception>
    public static void Run(TextModel model, TextDataset data, LanguageModellingOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        Require(model, options);
        var masking = DynamicMasking.Of(model.Tokenizer.Vocabulary, options.Masking, data);
        var source = new RowSource(
            [new TextRows("training data", data)], new StepShape(options.BatchSize, options.AccumulationSteps), withTargets: false, masking);
        var usual = model.IsUntrained ? UsualTraining.FromScratch(model.Shape.HiddenSize) : UsualTraining.ContinuedPretraining;
        var resolved = ResolvedTraining.Of(options, usual, Stage, source.StepsPerEpoch, environment);
        var plan = StagePlan.For(Stage, model, source, resolved, new Objective([new WeightedTerm(new TokenLabels(), 1)]));
        new TrainingLoop(plan, environment).Run();
        model.IsUntrained = false;
    }

    /// <summary>Rows to measure a masked language model on: their tokens are hidden once, always alike, so that losses can be compared.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows that are not trained on.</param>
    /// <param name="masking">How much is hidden; rarity is left aside, so that the loss is that of running text.</param>
    public static ValidationData HeldOut(TextModel model, TextDataset rows, Masking masking)
    {
        var hiding = DynamicMasking.Of(model.Tokenizer.Vocabulary, masking with { Rarity = 0 });
        var hidden = new TextDataset(model.Tokenizer, model.Shape.MaxPositions);
        var batch = new TokenBatch();
        for (var row = 0; row < rows.Count; row++)
        {
            batch.Clear();
            rows.CopyTo(batch, [row]);
            var targets = hiding.Apply(batch, ValidationSeed + (ulong)row);
            hidden.Add(batch.Ids, batch.TokenTypes, targets.All);
        }

        return new ValidationData(hidden);
    }

    private static void Require(TextModel model, LanguageModellingOptions options)
    {
        if (model.HeadKind != HeadKind.MaskedLm)
        {
            throw new ArgumentException($"The model's head is {model.HeadKind}; masked language modelling needs {HeadKind.MaskedLm}.", nameof(model));
        }

        if (options.MaskedTokenShare > 0)
        {
            throw new ArgumentException(
                $"MaskedTokenShare is {options.MaskedTokenShare}: it hides tokens that nobody asks for. Set it to 0, and what is hidden and asked for by Masking.", nameof(options));
        }
    }
}
