using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Parley.Platform.Http;
using Shouldly;

namespace Parley.Tests.Platform.Http;

/// <summary>Answers that the framework gives by itself get our slugs.</summary>
[Trait("Requirement", "OPS-03")]
public sealed class FrameworkAnswersTests
{
    [Theory]
    [InlineData(406, "bad-request")]
    [InlineData(408, "bad-request")]
    [InlineData(411, "bad-request")]
    [InlineData(414, "bad-request")]
    [InlineData(416, "range-not-satisfiable")]
    [InlineData(426, "bad-request")]
    [InlineData(431, "bad-request")]
    [InlineData(404, "not-found")]
    [InlineData(500, "internal")]
    [InlineData(502, "internal")]
    public void What_is_the_callers_fault_is_never_called_ours(int status, string slug)
    {
        var problem = new ProblemDetails { Status = status };
        ExceptionAnswers.Complete(new ProblemDetailsContext { HttpContext = new DefaultHttpContext(), ProblemDetails = problem });
        problem.Type.ShouldBe(slug);
        problem.Status.ShouldBe(status);
        problem.Detail.ShouldNotBeNullOrEmpty();
    }
}
