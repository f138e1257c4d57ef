using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>What the terms of one step read, and where they write.</summary>
internal sealed class ObjectiveContext
{
    private readonly ModelOutputs? _teacher;

    /// <param name="tape">The student's pass.</param>
    /// <param name="student">The student's outputs.</param>
    /// <param name="teacher">The teacher's outputs on the same batch, or null.</param>
    /// <param name="targets">What the batch is to be learnt to give.</param>
    public ObjectiveContext(Tape tape, ModelOutputs student, ModelOutputs? teacher, Targets targets)
    {
        Tape = tape;
        Student = student;
        _teacher = teacher;
        Targets = targets;
    }

    public Tape Tape { get; }

    public ModelOutputs Student { get; }

    public ModelOutputs Teacher => _teacher ?? throw new InvalidOperationException("This objective needs a teacher.");

    public Targets Targets { get; }

    public BufferPool Buffers => Tape.Buffers;

    public WorkerPool Workers => Tape.Workers;
}
