using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>What the terms of one step read, and where they write.</summary>
internal sealed class ObjectiveContext
{
    private readonly ModelOutputs? _teacher;

    /// <param name="tape">The student's pass.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="student">The student's outputs.</param>
    /// <param name="teacher">The teacher's outputs on the same batch, or null.</param>
    /// <param name="position">The step.</param>
    public ObjectiveContext(Tape tape, TrainingBatch batch, ModelOutputs student, ModelOutputs? teacher, StepPosition position)
    {
        (Tape, Batch, Student, _teacher, Position, Targets) = (tape, batch, student, teacher, position, batch.Targets);
    }

    public Tape Tape { get; }

    public TrainingBatch Batch { get; }

    public ModelOutputs Student { get; }

    public ModelOutputs Teacher => _teacher ?? throw new InvalidOperationException("This objective needs a teacher.");

    /// <summary>What the student is to give.</summary>
    public Targets Targets { get; private init; }

    public StepPosition Position { get; }

    public BufferPool Buffers => Tape.Buffers;

    public WorkerPool Workers => Tape.Workers;

    /// <summary>The step with a teacher that learns in the student's place.</summary>
    /// <param name="tokenization">Which of the batch's tokens that teacher reads.</param>
    public ObjectiveContext OfTeacher(int tokenization) => new(Tape, Batch, Teacher, teacher: null, Position) { Targets = Batch.TargetsOf(tokenization) };
}
