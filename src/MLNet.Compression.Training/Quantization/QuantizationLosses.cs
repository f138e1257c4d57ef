using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Quantization;

/// <summary>What a model minimises while it rounds.</summary>
internal static class QuantizationLosses
{
    /// <summary>The losses of options, or those that are usual for a model.</summary>
    public static IReadOnlyList<DistillationLoss> Of(TextModel model, QuantizationOptions options) => options.Losses ?? Usual(model);

    /// <summary>Losses as an objective.</summary>
    /// <param name="model">The model that rounds.</param>
    /// <param name="teacher">Teacher 0; null for <paramref name="original"/>.</param>
    /// <param name="original">The model as it was before: teacher 1.</param>
    /// <param name="losses">The losses.</param>
    /// <param name="options">What else they depend on.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArgumentException">A loss can't guide a quantisation, or does not fit the models.</exception>
    public static Objective Objective(TextModel model, TextModel? teacher, TextModel original, IReadOnlyList<DistillationLoss> losses, QuantizationOptions options, ulong seed)
    {
        var before = new ModelTeacher(original);
        IReadOnlyList<SingleTeacher> teachers = [teacher is null ? before : new ModelTeacher(teacher), before];
        var check = new LossCheck(model.Shape, [teacher?.Shape ?? original.Shape, original.Shape], model.HeadKind);
        foreach (var loss in losses)
        {
            if (loss.NeedsMasking || loss.NeedsUnlabeled || loss is TeacherLanguageModelLoss or WeightProjectionLoss)
            {
                throw new ArgumentException($"The loss '{loss}' can't guide a quantisation, which learns from all rows as they are: leave it out of {nameof(QuantizationOptions.Losses)}.");
            }

            loss.Check(check);
        }

        var setting = new LossSetting(model, teachers, Features: null, seed) { Dropout = options.DropoutRates };
        return new Objective(losses.SelectMany(loss => loss.Terms(setting)));
    }

    private static DistillationLoss[] Usual(TextModel model)
    {
        var predictions = new PredictionLoss { Teachers = [0] };
        return model.Shape.IsStatic ? [predictions] : [predictions, new HiddenStateLoss { Teachers = [1] }];
    }
}
