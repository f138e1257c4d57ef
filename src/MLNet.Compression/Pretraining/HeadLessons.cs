using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Pretraining;

/// <summary>What of a recipe teaches the masked-LM head.</summary>
/// <param name="recipe">The recipe's name.</param>
/// <param name="losses">Its losses that read the student's predictions.</param>
internal sealed class HeadLessons(string recipe, IReadOnlyList<DistillationLoss> losses)
{
    /// <summary>Whether anything does.</summary>
    public bool Any => losses.Count > 0;

    public static HeadLessons Of(DistillationRecipe recipe) => new(
        recipe.Name, [.. recipe.Stages.SelectMany(stage => stage.Losses).Where(loss => loss is PredictionLoss or LanguageModelLoss && loss.Weight.Most > 0)]);

    /// <summary>Refuses a teacher whose predictions are followed, but mean nothing.</summary>
    /// <exception cref="ArgumentException">Its masked-LM head is new.</exception>
    public void RequireTeacher(TextModel teacher)
    {
        if (losses.FirstOrDefault(loss => loss is PredictionLoss) is { } loss && teacher.NewTensors.Contains(teacher.Head.Classifier!.Weight.Name))
        {
            throw new ArgumentException(
                $"The loss '{loss}' of the recipe {recipe} follows the teacher's predictions of pieces, but the teacher has no learnt masked-LM head ({string.Join(", ", teacher.NewTensors)} would start fresh): continue its pre-training first (ContinuedPretraining) and give the result as the teacher, take a checkpoint that has the head, or a recipe that follows states alone, such as {nameof(DistillationRecipe.TinyBertGeneral)} or {nameof(DistillationRecipe.MiniLmV2General)}.");
        }
    }
}
