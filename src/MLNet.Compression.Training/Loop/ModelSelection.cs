using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Loop;

/// <summary>Evaluates the model from time to time, remembers the best one, and says when going on is of no use.</summary>
internal sealed class ModelSelection : IResumable
{
    private readonly TrainingPlan _plan;
    private readonly SelectionPlan _selection;
    private readonly ModelState _model;
    private readonly Validation? _validation;
    private readonly long _interval;
    private ValidationScore? _bestScore;
    private StateSnapshot? _best;
    private long _lastStep;
    private long _withoutBetter;

    /// <exception cref="ArgumentException">The plan needs a validation set and there is none, or it does not fit the model.</exception>
    public ModelSelection(TrainingPlan plan, TrainingEnvironment environment, ModelState model)
    {
        (_plan, _selection, _model) = (plan, plan.Selection, model);
        if (_selection.IsActive && environment.Validation is null)
        {
            throw new ArgumentException("KeepBest and Patience need a validation set (ValidationSet) to judge the model on, and there is none.");
        }

        _validation = environment.Validation is { } data ? new Validation(data, plan.Student, environment) : null;
        _interval = _selection.Interval > 0 ? _selection.Interval : plan.StepsPerEpoch;
    }

    /// <summary>The last evaluation; null before the first.</summary>
    public ValidationScore? Latest { get; private set; }

    /// <summary>Whether the model has not become better for long enough.</summary>
    public bool HasEnded => _selection.Patience > 0 && _withoutBetter >= _selection.Patience;

    /// <summary>Evaluates where it is time to: after every interval and at the end.</summary>
    /// <param name="step">Steps done.</param>
    /// <returns>Whether it did.</returns>
    public bool EvaluateIfDue(long step)
    {
        if (_validation is null || step == _lastStep || (step % _interval != 0 && step != _plan.TotalSteps))
        {
            return false;
        }

        var score = _validation.Evaluate();
        (Latest, _lastStep) = (score, step);
        if (_selection.IsActive && step >= _selection.FromShare * _plan.TotalSteps)
        {
            Compare(score);
        }

        return true;
    }

    /// <summary>Makes the model the best one, if that is to be kept.</summary>
    public void Finish()
    {
        if (_best is { } best)
        {
            _model.Load(best.Reader);
            (_best, Latest) = (null, _bestScore);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write("last step", _lastStep);
        writer.Write("without better", _withoutBetter);
        Save(writer.In("latest"), Latest);
        Save(writer.In("best score"), _bestScore);
        _best?.SaveTo(writer.In("best"));
    }

    public void Load(StateReader reader)
    {
        _lastStep = reader.ReadInt64("last step", 0, _plan.TotalSteps);
        _withoutBetter = reader.ReadInt64("without better");
        Latest = LoadScore(reader.In("latest"));
        _bestScore = LoadScore(reader.In("best score"));
        var best = reader.In("best");
        _best = best.All.Any() ? StateSnapshot.Of(best) : null;
    }

    private void Compare(ValidationScore score)
    {
        if (!score.IsBetterThan(_bestScore))
        {
            _withoutBetter++;
            return;
        }

        (_bestScore, _withoutBetter) = (score, 0);
        _best = _selection.KeepBest ? StateSnapshot.Of(_model) : null;
    }

    private static void Save(StateWriter writer, ValidationScore? score)
    {
        if (score is not null)
        {
            writer.Write("values", [score.Score, score.Loss, score.TeacherAgreement ?? double.NaN]);
        }
    }

    private static ValidationScore? LoadScore(StateReader reader)
    {
        if (!reader.Has("values"))
        {
            return null;
        }

        Span<double> values = [0, 0, 0];
        reader.Read("values", values);
        return new ValidationScore(values[0], values[1], double.IsNaN(values[2]) ? null : values[2]);
    }
}
