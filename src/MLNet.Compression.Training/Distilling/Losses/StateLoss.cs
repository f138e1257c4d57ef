using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>A loss that compares something inside the models, so that its teachers run beside the student. Several are followed one by one, and averaged.</summary>
public abstract record StateLoss : DistillationLoss
{
    private protected StateLoss()
    {
    }

    internal sealed override bool ComparesTokens => Weight.Most > 0;

    private int[] Followed => Teachers.Count > 0 ? [.. Teachers] : [0];

    internal sealed override IEnumerable<WeightedTerm> Terms(LossSetting setting)
    {
        var followed = Followed;
        return followed.Select(teacher => new WeightedTerm(
            TermFor(setting, teacher), Training.Schedules.Product.Of(Weight, 1.0 / followed.Length), setting.Teachers[teacher]));
    }

    internal sealed override void Check(LossCheck check)
    {
        base.Check(check);
        if (Weight.Most == 0)
        {
            return;
        }

        if (check.Student.IsStatic)
        {
            throw new ArgumentException($"The loss '{this}' compares states, but a static student has none: choose a recipe of predictions such as DistillationRecipe.Hinton, or leave the loss out.");
        }

        foreach (var teacher in Followed)
        {
            var shape = check.Teachers[teacher] ?? throw new ArgumentException(
                $"The loss '{this}' compares states, but teacher {teacher} gives predictions alone: name another teacher in it, or choose a recipe of predictions such as DistillationRecipe.Hinton.");
            if (check.OtherTokens.Contains(teacher))
            {
                throw new ArgumentException(
                    $"The loss '{this}' compares states, but teacher {teacher} splits texts into other tokens than the student, which has the tokens of the first text model: give both the same tokenizer, text columns and MaxTokens, let the loss follow another teacher (Teachers), or choose a recipe of predictions such as DistillationRecipe.Hinton.");
            }

            if (shape.IsStatic)
            {
                throw new ArgumentException($"The loss '{this}' compares states, but teacher {teacher} is static and has none: name another teacher in it, or choose a recipe of predictions such as DistillationRecipe.Hinton.");
            }

            CheckShapes(check.Student, shape);
        }
    }

    /// <summary>The term that follows a teacher.</summary>
    private protected abstract ObjectiveTerm TermFor(LossSetting setting, int teacher);

    /// <summary>Refuses shapes whose states can't be compared.</summary>
    private protected virtual void CheckShapes(BertShape student, BertShape teacher)
    {
    }
}
