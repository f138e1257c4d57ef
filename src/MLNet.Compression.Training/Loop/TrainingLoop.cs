using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Loop;

/// <summary>The one training loop: fine-tuning, distillation, pruning and quantisation-aware training differ only in their plan.</summary>
internal sealed class TrainingLoop
{
    private readonly TrainingPlan _plan;
    private readonly TrainingEnvironment _environment;
    private readonly Optimizer _optimizer;
    private readonly ProgressMeter _meter;
    private readonly DivergenceGuard _guard;
    private readonly ModelSelection _selection;
    private readonly GradientPass _gradients;
    private readonly RunState _state;

    public TrainingLoop(TrainingPlan plan, TrainingEnvironment environment)
    {
        _plan = plan;
        _environment = environment;
        var model = new ModelState([plan.Student, .. plan.LearningTeachers.Select(learning => learning.Teacher.Model)], [.. plan.Objective.Parameters, .. plan.Callbacks.SelectMany(callback => callback.Parameters)]);
        _selection = new ModelSelection(plan, environment, model);
        var seed = plan.Stage.Aggregate(environment.Seed, (seed, letter) => SeededRandom.Combine(seed, letter));
        _optimizer = plan.Optimizer.Create([.. model.Parameters.Where(parameter => !plan.Frozen.Contains(parameter))], environment.Workers);
        foreach (var (teacher, rateFactor) in plan.LearningTeachers)
        {
            _optimizer.ScaleRate(teacher.Model.TrainedParameters, rateFactor);
        }

        foreach (var (parameters, factor) in plan.RateGroups)
        {
            _optimizer.ScaleRate(parameters, factor);
        }

        foreach (var callback in plan.Callbacks)
        {
            callback.Attach(_optimizer);
        }

        _meter = new ProgressMeter(plan, environment);
        _guard = new DivergenceGuard(plan);
        _gradients = new GradientPass(plan, environment, seed);
        _state = new RunState(plan, model, _optimizer, _meter, _guard, _selection);
    }

    /// <summary>Trains the plan's student to the end of the plan, from its last saved state if there is one.</summary>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled; the state was saved if the plan asks for that.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is no longer a finite number, or the loss grew without bound.</exception>
    /// <exception cref="ResumeMismatchException">The saved state is that of another run.</exception>
    public void Run()
    {
        try
        {
            using var saved = new RunStates(
                _plan.Resume, () => StageFingerprint.Of(_plan, _environment, _state.Model), _state, _plan.Retries, _environment.Log);
            saved.Resume();
            while (!_state.IsFinished)
            {
                Advance(saved);
            }

            _meter.ReportEnd(_state.Step, _selection.Latest);
        }
        finally
        {
            _gradients.Clear();
            _optimizer.Release(_environment.Buffers);
        }
    }

    /// <summary>From one state that can be resumed to the next.</summary>
    private void Advance(RunStates saved)
    {
        try
        {
            if (_selection.EvaluateIfDue(_state.Step))
            {
                _meter.Evaluated(_state.Step, _selection.Latest);
            }

            if (_state.Step == _plan.TotalSteps || _selection.HasEnded)
            {
                _selection.Finish();
                _state.IsFinished = true;
            }
            else
            {
                saved.KeepGoodState();
                RunStep(_state.Step);
            }

            saved.WriteIfDue();
        }
        catch (OperationCanceledException)
        {
            UndoStep();
            saved.Write();
            throw;
        }
        catch (TrainingDivergedException problem)
        {
            UndoStep();
            if (!saved.TryGoBack(problem.Message))
            {
                saved.RestoreNewest();
                throw;
            }
        }
    }

    private void RunStep(long step)
    {
        _environment.CancellationToken.ThrowIfCancellationRequested();
        _state.Model.BeginStep();
        foreach (var callback in _plan.Callbacks)
        {
            callback.BeforeStep(step, _plan.TotalSteps);
        }

        var loss = _gradients.Run(step);
        _environment.Times?.Mark();
        foreach (var callback in _plan.Callbacks)
        {
            callback.AfterBackward(step, _plan.TotalSteps);
        }

        var learningRate = _guard.RateFactor * _plan.LearningRate.At(step, _plan.TotalSteps);
        var norm = _optimizer.GradientNorm();
        _guard.RequireFinite(step, learningRate, loss.Loss, norm);
        _optimizer.Step(learningRate, gradientScale: Math.Min(1, _plan.MaximumGradientNorm / (norm + 1e-6)));
        foreach (var callback in _plan.Callbacks)
        {
            callback.AfterStep(step, _plan.TotalSteps);
        }

        _environment.Times?.AddForward("Optimizer");
        _state.Model.EndStep();
        _state.Step = step + 1;
        _meter.Add(_state.Step, loss, learningRate);
        _guard.Add(step, learningRate, loss.Loss);
        _meter.Report(_state.Step, _selection.Latest);
    }

    private void UndoStep()
    {
        _gradients.Clear();
        _state.UndoStep();
    }
}
