using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Training with the rounding of int8 weights, activations and embeddings in the forward pass (Jacob et al. 2018), guided by a teacher.</summary>
/// <remarks>Scales follow the weights and are not learnt. Weights that are zero before stay zero.</remarks>
public static class QuantizationAwareTraining
{
    /// <summary>Trains a model in place; its weights stay fp32 and are meant to be rounded by the int8 encoding afterwards.</summary>
    /// <param name="model">The model.</param>
    /// <param name="teacher">Whose predictions it keeps following; null: the model as it was before.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="options">How.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    public static void Run(TextModel model, TextModel? teacher, TextDataset data, QuantizationOptions options, TrainingEnvironment environment)
    {
        OptionsValidation.Validate(options);
        var original = TextModelCopy.Of(model);
        var objective = new Objective(
        [
            model.Head.TeacherTerm(teacher ?? original, weight: 1, temperature: 1),
            new(HiddenStates.OfSameShape(original.Shape), 1, original),
        ]);
        var linears = model.Linears.ToArray();
        var masks = linears.ToDictionary(linear => linear, linear => BlockMask.OfZeros(linear.Weight));
        try
        {
            foreach (var linear in linears)
            {
                Quantize(linear, masks[linear]);
            }

            model.Encoder.Embeddings.Rows = new Int8EmbeddingRows();
            new TrainingLoop(StagePlan.For("quantise", model, data, options, objective), environment).Run();
        }
        finally
        {
            model.Encoder.Embeddings.Rows = null;
            foreach (var linear in linears)
            {
                Restore(linear, masks[linear]);
            }
        }
    }

    private static void Quantize(Linear linear, BlockMask? mask)
    {
        if (mask is not null)
        {
            linear.Weight.Add(mask);
        }

        linear.Weight.Add(new Int8Weights());
        linear.InputParametrization = new Int8Activations();
    }

    private static void Restore(Linear linear, BlockMask? mask)
    {
        linear.Weight.RemoveParametrizations();
        linear.InputParametrization = null;
        mask?.Bake(linear.Weight);
    }
}
