// A portal in React: attributes and properties from its state, events into it, and all of it mounted twice at first.
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Portal() {
  const [lang, setLang] = useState('vi');
  const [profile, setProfile] = useState({});
  const [outcome, setOutcome] = useState('');
  const [shown, setShown] = useState(true);
  return (
    <>
      <h1>Cổng thông tin</h1>
      <button onClick={() => setLang('en')}>English</button>
      <button onClick={() => setProfile({ project: { track: 'energy' } })}>Energy</button>
      <button onClick={() => setShown(!shown)}>Show or hide</button>
      <output>{outcome}</output>
      {shown && <sangloc-screening id="one" mode="form" lang={lang} profile={profile} onsangloc-decision={({ detail }) => setOutcome(detail.outcome)} />}
    </>
  );
}

createRoot(document.getElementById('root')).render(<StrictMode><Portal /></StrictMode>);
