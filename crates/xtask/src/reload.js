// Added by `cargo xtask serve` only. Trunk's own reload script is inline, which the page's security policy forbids.
const address = new URL('/.well-known/trunk/ws', location.origin.replace(/^http/, 'ws'));

function connect(whenOpen) {
  const socket = new WebSocket(address);
  socket.onopen = whenOpen;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === 'reload') location.reload();
    if (message.type === 'buildFailure') console.warn('The last change does not build:', message.data.reason);
  };
  // A server that comes back has built again.
  socket.onclose = () => setTimeout(() => connect(() => location.reload()), 2000);
}

connect(() => {});
