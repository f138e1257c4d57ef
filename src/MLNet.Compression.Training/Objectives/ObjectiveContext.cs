using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>What the terms of one step read, and where they write.</summary>
internal sealed class ObjectiveContext
{
    private readonly ModelOutputs? _teacher;
    private readonly int[] _labels;

    /// <param name="tape">The student's pass.</param>
    /// <param name="student">The student's outputs.</param>
    /// <param name="teacher">The teacher's outputs on the same batch, or null.</param>
    /// <param name="labels">The class of each sequence.</param>
    public ObjectiveContext(Tape tape, ModelOutputs student, ModelOutputs? teacher, ReadOnlySpan<int> labels)
    {
        Tape = tape;
        Student = student;
        _teacher = teacher;
        _labels = labels.ToArray();
    }

    public Tape Tape { get; }

    public ModelOutputs Student { get; }

    public ModelOutputs Teacher => _teacher ?? throw new InvalidOperationException("This objective needs a teacher.");

    public ReadOnlySpan<int> Labels => _labels;

    public BufferPool Buffers => Tape.Buffers;

    public WorkerPool Workers => Tape.Workers;
}
