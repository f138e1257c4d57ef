using System.Collections.Immutable;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Dropout;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Autograd;

/// <summary>Records the operations of one forward pass, runs them backward, and owns their memory until it is cleared.</summary>
internal sealed class Tape
{
    private readonly List<Operation> _operations = [];
    private readonly List<Tensor> _tensors = [];
    private readonly List<NativeBuffer> _buffers = [];
    private int _masks;

    /// <param name="buffers">Where values and gradients live.</param>
    /// <param name="workers">The threads that operations use.</param>
    /// <param name="training">Whether to record for a backward pass and to apply dropout.</param>
    public Tape(BufferPool buffers, WorkerPool workers, bool training)
    {
        Buffers = buffers;
        Workers = workers;
        IsTraining = training;
    }

    public BufferPool Buffers { get; }

    public WorkerPool Workers { get; }

    public bool IsTraining { get; }

    /// <summary>What a recording pass did so far, in order.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>The seed of this pass's random masks: one value per step.</summary>
    public ulong Seed { get; set; }

    /// <summary>Where the time of operations is noted; null, the default, for nowhere.</summary>
    public OperationTimes? Times { get; init; }

    /// <summary>Weights that do not learn: operations compute no gradient for them. None by default.</summary>
    public IReadOnlySet<Parameter> Frozen { get; init; } = ImmutableHashSet<Parameter>.Empty;

    /// <summary>Stops the pass between two operations.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>A tensor whose memory lives until the tape is cleared; its content is undefined.</summary>
    public Tensor Allocate(int rows, int columns)
    {
        var tensor = new Tensor(Buffers.Rent((long)rows * columns), rows, columns);
        _tensors.Add(tensor);
        return tensor;
    }

    /// <summary>Memory that lives until the tape is cleared; its content is undefined.</summary>
    public NativeBuffer AllocateBuffer(long elements)
    {
        var buffer = Buffers.Rent(elements);
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Gives a tensor's memory back before the pass ends, where no backward pass will ask for it.</summary>
    public void FreeUnlessTraining(Tensor tensor)
    {
        if (!IsTraining && _tensors.Remove(tensor))
        {
            tensor.Release(Buffers);
        }
    }

    /// <summary>A random mask for one operation, different for each within a pass; nothing is dropped outside training.</summary>
    public DropoutMask NewMask(float rate) => new(Seed, step: 0, _masks++, IsTraining ? rate : 0);

    /// <summary>Whether a tensor is a weight that does not learn.</summary>
    public bool IsFrozen(Tensor tensor) => Frozen.Count > 0 && tensor is Parameter parameter && Frozen.Contains(parameter);

    /// <summary>The gradient of a vector to add to; empty where it does not learn.</summary>
    public Span<float> AddableVector(Tensor vector) => IsFrozen(vector) ? [] : vector.AddableGradient(Buffers).RowSpan(0);

    /// <summary>Where a kernel that can add leaves a tensor's gradient.</summary>
    public GradientTarget TargetOf(Tensor tensor)
    {
        var accumulate = tensor.OpenGradient(Buffers);
        return new GradientTarget(tensor.Gradient, accumulate);
    }

    /// <summary>Lets a kernel that overwrites write a gradient: in place where it is the first, else beside it, to be added.</summary>
    /// <param name="tensor">Whose gradient.</param>
    /// <param name="write">Writes every element of the view, which has the tensor's shape.</param>
    public unsafe void WriteGradient(Tensor tensor, Action<MatrixView> write)
    {
        if (!tensor.OpenGradient(Buffers))
        {
            write(tensor.Gradient);
            return;
        }

        var scratch = Buffers.Rent(tensor.Count);
        try
        {
            var view = new MatrixView(scratch.Pointer, tensor.Rows, tensor.Columns);
            write(view);
            VectorKernel.Add(tensor.GradientSpan, view.AsSpan(), tensor.GradientSpan, Workers);
        }
        finally
        {
            Buffers.Return(scratch);
        }
    }

    /// <summary>Remembers an operation for the backward pass, if there will be one.</summary>
    /// <returns>The operation's output.</returns>
    public Tensor Record(Operation operation)
    {
        Times?.AddForward(operation.GetType().Name);
        CancellationToken.ThrowIfCancellationRequested();
        if (IsTraining)
        {
            _operations.Add(operation);
        }

        return operation.Output;
    }

    /// <summary>Carries the gradients that the objective wrote back to every parameter, and frees what each operation made once it is done.</summary>
    public void Backward()
    {
        Times?.Mark();
        for (var i = _operations.Count - 1; i >= 0; i--)
        {
            CancellationToken.ThrowIfCancellationRequested();
            if (_operations[i].HasGradient)
            {
                _operations[i].Backward(this);
                Times?.AddBackward(_operations[i].GetType().Name);
            }

            _operations[i].Output.Release(Buffers);
        }
    }

    /// <summary>Forgets the pass and gives its memory back.</summary>
    public void Clear()
    {
        foreach (var tensor in _tensors)
        {
            tensor.Release(Buffers);
        }

        foreach (var buffer in _buffers)
        {
            Buffers.Return(buffer);
        }

        _operations.Clear();
        _tensors.Clear();
        _buffers.Clear();
        _masks = 0;
    }
}
