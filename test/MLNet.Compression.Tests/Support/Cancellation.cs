using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLNet.Compression.Tests.Support;

/// <summary>What ML.NET's own tools call to stop all work of a context.</summary>
internal static class Cancellation
{
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void CancelExecution(MLContext context);
}
